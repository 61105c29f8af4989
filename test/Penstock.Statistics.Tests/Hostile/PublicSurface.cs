using System.Reflection;
using System.Runtime.CompilerServices;

namespace Penstock.Statistics.Tests.Hostile;

/// <summary>Everything another program can call in the library.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>In the order of their names: the compiler's is that of the files, which folders and file systems decide, and arguments are drawn from it.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        .. typeof(Estimate).Assembly.GetExportedTypes()
            .Where(type => !type.IsEnum && !type.IsAssignableTo(typeof(Delegate)) && type != typeof(StatisticsJson))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>What the compiler wrote (equality, copies, accessors) is left out; what a property says is looked at in each result.</summary>
    public static IReadOnlyList<HostileCall> Calls { get; } =
        [.. Types.SelectMany(type => Constructors(type).Concat<MethodBase>(Methods(type))).Select(method => new HostileCall(method))];

    public static IEnumerable<ConstructorInfo> Constructors(Type type) =>
        type.GetConstructors().Where(one => !one.IsDefined(typeof(CompilerGeneratedAttribute)) || one.GetParameters().Length == 0);

    public static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(Declared)
            .Where(method => !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && method.Name != "Deconstruct")
            .Select(method => method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(string)) : method);
}
