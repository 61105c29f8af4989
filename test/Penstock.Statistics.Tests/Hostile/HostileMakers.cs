using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Penstock.Statistics.Tests.Hostile;

/// <summary>How an object of the library comes into being and takes in data, found once for each type.</summary>
internal static class HostileMakers
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<HostileCall>> KnownMakers = new();
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<HostileCall>> KnownAdders = new();
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<PropertyInfo>> KnownSettable = new();

    public static IReadOnlyList<HostileCall> Of(Type type) => KnownMakers.GetOrAdd(type, Find);

    public static IReadOnlyList<HostileCall> Adders(Type type) => KnownAdders.GetOrAdd(
        type,
        type => [.. Known(type).Where(method => !method.IsStatic && (method.ReturnType == typeof(void) || method.Name.StartsWith("Add", StringComparison.Ordinal)))
            .Where(method => method.GetParameters().All(one => one.ParameterType != type))
            .Select(method => new HostileCall(method))]);

    public static IReadOnlyList<PropertyInfo> Settable(Type type) =>
        KnownSettable.GetOrAdd(type, type => [.. type.GetProperties().Where(one => one.SetMethod is { IsPublic: true } && PublicSurface.Types.Contains(type))]);

    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute));

    private static IEnumerable<MethodInfo> Known(Type type) => PublicSurface.Types.Contains(type) ? PublicSurface.Methods(type) : [];

    private static HostileCall[] Find(Type type)
    {
        if (!PublicSurface.Types.Contains(type))
        {
            throw new NotSupportedException($"Cannot make an argument of type {type}; teach {nameof(HostileArguments)} to.");
        }

        var factories = PublicSurface.Types.SelectMany(PublicSurface.Methods).Where(method => method.IsStatic && method.ReturnType == type);
        return [.. PublicSurface.Constructors(type).Concat<MethodBase>(factories).Select(method => new HostileCall(method))];
    }
}
