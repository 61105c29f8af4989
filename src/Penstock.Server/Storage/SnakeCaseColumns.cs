using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Penstock.Server.Storage;

/// <summary>Names columns as the JSON names fields, so that one word is spelt one way.</summary>
internal static class SnakeCaseColumns
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }
}
