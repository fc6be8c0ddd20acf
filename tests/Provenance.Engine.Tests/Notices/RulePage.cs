using Provenance.Engine.Tests.Policy;

namespace Provenance.Engine.Tests.Notices;

/// <summary>A page of docs/rules, as its sections.</summary>
internal sealed record RulePage(string Title, string Quote, IReadOnlyList<(string Name, string Text)> Sections)
{
    public static readonly string[] RequiredSections = ["Cause", "What it means for the figures", "How to fix", "How to configure", "How to suppress"];

    public static string PathOf(string code) => RepositoryFiles.Path($"docs/rules/{code}.md");

    public static RulePage Read(string code)
    {
        var parts = File.ReadAllText(PathOf(code)).Split("\n## ");
        var head = parts[0].Split('\n');
        return new RulePage(
            head[0],
            string.Join('\n', head.Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => line[2..])),
            [.. parts.Skip(1).Select(part => (part[..part.IndexOf('\n', StringComparison.Ordinal)], part[part.IndexOf('\n', StringComparison.Ordinal)..].Trim()))]);
    }
}
