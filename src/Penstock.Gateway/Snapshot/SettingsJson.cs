using System.Text.Json.Serialization;

namespace Penstock.Gateway.Snapshot;

/// <summary>Source-generated JSON for what a snapshot works out.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class SettingsJson : JsonSerializerContext;
