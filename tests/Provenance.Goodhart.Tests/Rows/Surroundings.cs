using System.Collections.Immutable;
using Provenance.Goodhart.Tests.Building;
using Provenance.Goodhart.Tests.Edits;
using Provenance.Goodhart.Tests.Programs;
using Provenance.Goodhart.Tests.Stories;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests.Rows;

/// <summary>The same code built otherwise, and tricks with what git and compilers are told beside it.</summary>
internal static class Surroundings
{
    private const string Building = "a second target framework, a linked file, another configuration";
    private const string Tricks = "`#line`, `#line hidden`, pragma, path tricks, mailmap, replace refs, grafts";

    public static IReadOnlyList<Strategy> All { get; } =
    [
        new(Building, "a package of two target frameworks", Limit.Unchanged, () => Edited(tree => tree.Edit(
            Shop.CoreProject, text => text.Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>", StringComparison.Ordinal))) with
        {
            Control = Shop.Story.Insert(340, "Remove a feature\n", WithoutCoreFeature),
            Plan = BuildPlan.Library,
            PlanAfter = BuildPlan.Library with { Frameworks = ["net8.0", "net10.0"] },
        }),
        new(Building, "the library's files linked into the application", Limit.Unchanged, () => Edited(tree => tree.Edit(
            Shop.AppProject, text => text.Replace(Shop.CoreReference, Shop.CoreReference + "    <Compile Include=\"../Core/AgentCore/*.cs\" LinkBase=\"AgentCore\" />\n", StringComparison.Ordinal))) with
        {
            PlanAfter = BuildPlan.Application with { Links = ImmutableDictionary<string, string>.Empty.Add(Shop.AppProject, "src/Core/AgentCore/*.cs") },
        }),
        new(Building, "built as Debug, too", Limit.Unchanged, () => new(Shop.Story, Shop.Story, Honest.OneFeature) { PlanAfter = BuildPlan.Application with { AlsoConfiguration = "Debug" } }),
        new(Building, "Debug published in the place of Release", Limit.Residual(0.005, 100), () => new(Shop.Story, Shop.Story, Honest.OneFeature) { PlanAfter = BuildPlan.Application with { Configuration = "Debug" } })
        {
            Residual = "what leaves the build is what is counted, and an optimising compiler leaves out locals that nobody reads",
        },
        new(Tricks, "`#line hidden`, `#line` to another file and pragmas on the agent's methods", Limit.Nothing, () => Edited(tree => tree.EditAll(Shop.IsAgentFile, Lined))),
        new(Tricks, "`#line` that puts dead methods on lines that run", Limit.Nothing, () => Edited(tree => tree.EditAll(
            path => Shop.IsAgentFile(path) && Honest.IsLeftAlone(path),
            text => Source.AppendMember(text, "\n#line 12" + Snippets.Method(Snippets.SeedOf(Source.ClassOf(text))) + "#line default\n")))),
        new(Tricks, "agent files under names with spaces, brackets, quotes and other letters", Limit.Unchanged, () => Edited(tree => tree.Files.Keys.Where(Shop.IsAgentFile).Aggregate(
            tree, (result, path) => result.Rename(path, path.Replace("/AgentShop/", "/AgentShop/ü [1] 'x' & 50 %2541; 日本/", StringComparison.Ordinal))))),
        new(Tricks, "a mailmap that makes people the agent", Limit.Unchanged, () => Edited(tree => tree.With(
            ".mailmap", $"Claude <noreply@anthropic.com> {TestIdentity.Person.Name} <{TestIdentity.Person.Email}>\n"))),
        new(Tricks, "replace refs that give people's commits a trailer", Limit.Unchanged, () => new(Shop.Story, Shop.Story, Honest.OneFeature) { PlanAfter = BuildPlan.Application with { Prepare = Replace } }),
        new(Tricks, "grafts that cut the history at day 250", Limit.Unchanged, () => new(Shop.Story, Shop.Story, Honest.OneFeature) { PlanAfter = BuildPlan.Application with { Prepare = Graft } }),
    ];

    private static Trial Edited(Func<Tree, Tree> edit) => new(Shop.Story, Shop.Story.InsertByAgent(Honest.Day, "Arrange", edit), Honest.OneFeature);

    private static Tree WithoutCoreFeature(Tree tree) =>
        Honest.Without(tree, Shop.Story.Head.Files.Keys.First(path => path.StartsWith("src/Core/AgentCore/", StringComparison.Ordinal)));

    private static string Lined(string text) => text
        .Replace("    public int Run(", "#line 3 \"Other.cs\"\n    public int Run(", StringComparison.Ordinal)
        .Replace("\n    private int ", "\n#line hidden\n#pragma warning disable CS0162\n    private int ", StringComparison.Ordinal);

    private static void Replace(TestRepository repository, string[] ids)
    {
        foreach (var (i, commit) in Shop.Story.Commits.Index().Where(commit => !commit.Item.IsAgents && commit.Index > 0))
        {
            var raw = repository.Git("cat-file", "commit", ids[i]) + "\nCo-authored-by: Claude <noreply@anthropic.com>\n";
            var file = Path.Combine(repository.Folder.Path, "commit");
            File.WriteAllText(file, raw);
            repository.Git("replace", ids[i], repository.Git("hash-object", "-t", "commit", "-w", file).Trim());
        }
    }

    private static void Graft(TestRepository repository, string[] ids)
    {
        var cut = Shop.Story.Commits.Index().First(commit => commit.Item.Day >= 250).Index;
        File.WriteAllText(repository.PathOf(".git/info/grafts"), ids[cut] + "\n");
    }
}
