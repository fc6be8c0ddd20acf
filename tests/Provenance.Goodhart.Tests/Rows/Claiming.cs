using Provenance.Engine;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Goodhart.Tests.Building;
using Provenance.Goodhart.Tests.Edits;
using Provenance.Goodhart.Tests.Stories;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests.Rows;

/// <summary>Claims that are hidden, mixed or invented.</summary>
internal static class Claiming
{
    private const string Hiding = "human touch-ups to hide an agent; stripping trailers; squash with an empty body";
    private const string Mixing = "squash mixing people and agents";
    private const string Inventing = "an agent trailer on every human commit";
    private const string Notes = "shallow clone; missing notes";

    // Of git-ai's notes, schema authorship/3.0.0.
    private const string Metadata = """
        ---
        {"schema_version":"authorship/3.0.0","git_ai_version":"1","sessions":{"s_a":{"agent_id":{"tool":"claude","id":"x","model":"claude-opus-4-6"}}},"humans":{}}
        """;

    /// <summary>What the agent loses is unknown, and nobody's gain.</summary>
    private static readonly Limit ToUnknown = new("agent falls by what unknown rises; coverage falls", (before, after) =>
        Authored(before, "agent") - Authored(after, "agent") == Authored(after, "unknown") - Authored(before, "unknown")
        && IsHidden(before, after));

    /// <summary>A squash also hides what died between its commits.</summary>
    private static readonly Limit ToUnknownAtMost = ToUnknown with
    {
        Holds = (before, after) => Authored(before, "agent") - Authored(after, "agent") >= Authored(after, "unknown") - Authored(before, "unknown") && IsHidden(before, after),
    };

    private static readonly Limit Between = new("lo ≤ truth ≤ hi", (before, after) =>
        after.Record.Figures.ShippedSurvival.Figure is { ClaimLo: { } low, ClaimHi: { } high } && low <= before.Headline && before.Headline <= high);

    private static readonly Story WithoutSix = Stripped(IsNoted);
    private static readonly BuildPlan WithNotes = BuildPlan.Application with { Prepare = AddNotes };

    public static IReadOnlyList<Strategy> All { get; } =
    [
        new(Hiding, "the trailer stripped from every third commit of the agent's", ToUnknown, () => new(Shop.Story, Stripped(commit => commit.Day / 10 % 3 == 0), Honest.OneFeature))
        {
            Residual = "the headline is then about the commits that confess: coverage says how few they are",
        },
        new(Hiding, "the trailer stripped from the commits whose code died", ToUnknown, () => new(Shop.Story, Stripped(HasDied), Honest.OneFeature))
        {
            Residual = "the headline rises, and coverage alone tells; unknown code dies faster then",
        },
        new(Hiding, "the agent's commits of one day squashed with an empty body", ToUnknownAtMost, () => new(Shop.Story, SquashedSilently(), Honest.OneFeature)) { Residual = "the headline is then about the commits that confess: coverage says how few they are" },
        new(Hiding, "each number in half of the agent's files changed by a person", Limit.OnlyDown, () => new(
            Shop.Story,
            Shop.Story.Insert(Honest.Day, "Adjust\n", tree => tree.EditAll(path => Shop.IsAgentFile(path) && path.Length % 2 == 0, text => Source.ReplaceNumbers(text, value => value + 1))),
            Honest.OneFeatureLess)),
        new(Mixing, "four of the agent's commits squashed with a person's", Between, () => new(Shop.Story, Mixed(), Honest.OneFeature)),
        new(Inventing, "an agent's trailer on every commit of a person", Limit.Residual(0.01, 7000), () => new(Shop.Story, Shop.Story.Select(Claimed), Honest.OneFeature))
        {
            Also = movement => Assert.All(
                movement.Before.Record.Figures.ShippedSurvival.ByTier.Concat(movement.After.Record.Figures.ShippedSurvival.ByTier), tier => Assert.Equal(Tier.Asserted, tier.Tier)),
            Residual = "an unsigned claim is believed; all of it is in tier `asserted`, and the stronger tiers do not move",
        },
        new(Notes, "a clone of the last 30 commits", Limit.Withheld(ReasonWords.Shallow), () => new(Shop.Story, Shop.Story, Honest.OneFeature) { PlanAfter = BuildPlan.Application with { Depth = 30 } }),
        new(Notes, "notes that six commits rest on are not fetched", ToUnknown, () => new(WithoutSix, WithoutSix, Honest.Work(WithoutSix)) { Plan = WithNotes, PlanAfter = BuildPlan.Application })
        {
            Also = movement =>
            {
                Assert.DoesNotContain("PROV920", movement.Before.Notices);
                Assert.Contains("PROV920", movement.After.Notices);
            },
        },
    ];

    private static bool IsHidden(Figures before, Figures after) =>
        Authored(after, "unknown") > Authored(before, "unknown") && Authored(before, "human") == Authored(after, "human") && after.Coverage < before.Coverage;

    private static long Authored(Figures figures, string label) => figures.Units(FunnelStage.Authored, label);

    private static bool IsNoted(StoryCommit commit) => commit.Day is > 200 and < 260 && commit.Message.StartsWith("Add", StringComparison.Ordinal);

    private static Story Stripped(Func<StoryCommit, bool> isChosen) => Shop.Story.Select(commit => commit.IsAgents && isChosen(commit) ? commit with { Message = Subject(commit) + "\n" } : commit);

    private static string Subject(StoryCommit commit) => commit.Message.Split('\n')[0];

    // The subject names the class: "Add OrderDesk".
    private static bool HasDied(StoryCommit commit) => !Shop.Story.Head.Files.Keys.Any(path => path.EndsWith("/" + Subject(commit).Split(' ')[^1] + ".cs", StringComparison.Ordinal));

    private static Story SquashedSilently()
    {
        var commits = Shop.Story.Commits;
        return new([.. commits.Index().Where(commit => !IsFirstOfTwo(commit.Index)).Select(commit => commit.Index > 0 && IsFirstOfTwo(commit.Index - 1) ? commit.Item with { Message = "Work of a day\n" } : commit.Item)]);

        bool IsFirstOfTwo(int i) => i + 1 < commits.Length && commits[i].IsAgents && commits[i + 1].IsAgents && commits[i].Day == commits[i + 1].Day;
    }

    private static Story Mixed()
    {
        var commits = Shop.Story.Commits;
        return new([.. commits.Index().Where(commit => !IsPersons(commit.Index)).Select(commit => commit.Index > 0 && IsPersons(commit.Index - 1) ? commit.Item with { Message = Both(commits[commit.Index - 1], commit.Item) } : commit.Item)]);

        bool IsPersons(int i) => i > 0 && i + 1 < commits.Length && !commits[i].IsAgents && commits[i + 1].IsAgents && commits[i].Day == commits[i + 1].Day;
    }

    private static string Both(StoryCommit person, StoryCommit agent) =>
        $"{Subject(agent)} (#12)\n\n* {Subject(person)}\n\n* {Subject(agent)}\n\nCo-authored-by: Claude <noreply@anthropic.com>\n\n---------\n\nCo-authored-by: Claude <noreply@anthropic.com>\n";

    private static StoryCommit Claimed(StoryCommit commit) => commit.IsAgents ? commit : commit with { Message = StoryCommit.ByAgent(Subject(commit)) };

    private static void AddNotes(TestRepository repository, string[] ids)
    {
        foreach (var (i, commit) in WithoutSix.Commits.Index().Where(commit => IsNoted(commit.Item)))
        {
            var path = commit.Tree.ChangesFrom(WithoutSix.Commits[i - 1].Tree).Select(change => change.Path).Single(Shop.IsAgentFile);
            var file = Path.Combine(repository.Folder.Path, "note");
            File.WriteAllText(file, FormattableString.Invariant($"{path}\n  s_a::t_1 1-{commit.Tree[path].Split('\n').Length - 1}\n") + Metadata);
            repository.Git("-c", "user.name=Person One", "-c", "user.email=person.one@corp.example", "notes", "--ref", "refs/notes/ai", "add", "-f", "-F", file, ids[i]);
        }
    }
}
