using Penstock.Server.Snapshots.Document;
using Penstock.Server.Snapshots.Shapes;

namespace Penstock.Server.Snapshots.Compile;

/// <summary>The names a document declares, for checking the references in it.</summary>
internal sealed record Declared(NameSet Tenants, NameSet Providers, NameSet Models, NameSet Callable)
{
    public static Declared In(PenstockDocument document, ReadContext context)
    {
        var models = Named(document.Models, model => model?.Name);
        var apps = Named(document.Apps, app => app?.Name);
        return new Declared(
            Set("tenant", Named(document.Tenants, tenant => tenant?.Name), "tenants"),
            Set("provider", Named(document.Providers, provider => provider?.Name), "providers"),
            Set("model", models, "models"),
            Set("app or model", [.. apps, .. models], "apps", "models"));

        NameSet Set(string kind, IReadOnlyList<string> names, params ReadOnlySpan<string> sections) =>
            new(kind, names, isUnreadable: names.Count == 0 && context.HasMistakeIn(sections));
    }

    private static List<string> Named<T>(IEnumerable<T> items, Func<T, string?> name) =>
        [.. items.Select(name).OfType<string>().Distinct()];
}

/// <summary>The declared names of one kind.</summary>
/// <param name="kind">For messages.</param>
/// <param name="names">The names, each once.</param>
/// <param name="isUnreadable">True where the section gave no name because of a mistake in it: that one says why, and every reference would only repeat it.</param>
internal sealed class NameSet(string kind, IReadOnlyList<string> names, bool isUnreadable)
{
    private const int MostShown = 12;

    private readonly HashSet<string> _names = [.. names];

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Reports a reference that leads nowhere, with what was probably meant.</summary>
    public void Require(string? name, string path, ReadContext context)
    {
        if (name is null || isUnreadable || _names.Contains(name))
        {
            return;
        }

        var near = Nearest.To(name, names);
        var meant = near is null ? "" : $"did you mean `{context.Show(near)}`? ";
        context.Fail(path, $"no {kind} `{context.Show(name)}`; {meant}{Describe(context)}");
    }

    private string Describe(ReadContext context)
    {
        var shown = string.Join(", ", names.Take(MostShown).Select(context.Show));
        return names.Count switch
        {
            0 => "none is declared",
            > MostShown => $"declared: {shown} and {names.Count - MostShown} more",
            _ => $"declared: {shown}",
        };
    }
}
