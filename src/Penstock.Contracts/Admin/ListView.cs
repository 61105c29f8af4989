namespace Penstock.Contracts.Admin;

/// <summary>A whole list; an object rather than a bare array, so that fields can be added beside the items.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">Everything there is, in the order the operation documents.</param>
public sealed record ListView<T>(IReadOnlyList<T> Items);
