using System.Globalization;
using Provenance.Engine.Metric;
using Provenance.Goodhart.Tests.Edits;
using Provenance.Goodhart.Tests.Programs;
using Provenance.Goodhart.Tests.Stories;

namespace Provenance.Goodhart.Tests.Rows;

/// <summary>When things happen, and in how many steps.</summary>
internal static class Time
{
    private const string Revert = "revert and re-land within 30 days";
    private const string Restore = "restoring code deleted earlier; a commit of deleted \"dictionary\" fragments";
    private const string Commits = "splitting or squashing commits with the same end state per mainline day, empty commits, back-dated and forward-dated commits";
    private const string Mainline = "swapping the mainline (merge main into a branch and push it), re-initialising history";
    private const string Flood = "flood of new code just before the report; flood just older than h days";
    private const string Freeze = "freezing (never touching code)";

    private static readonly Feature[] Dropped = FindDropped();

    public static IReadOnlyList<Strategy> All { get; } =
    [
        new(Revert, "a class of the agent's removed and put back 20 days later", Limit.Unchanged, () => new(Shop.Story, Gone(310, 330), Honest.OneFeatureLess)),
        new(Restore, "a class of the agent's removed and put back 60 days later", Limit.Units("= 0 but for the call", 8), () => new(Gone(270, int.MaxValue), Gone(270, 330), Honest.Work(Gone(270, int.MaxValue)))),
        new(Restore, "three deleted classes in one file, and the program runs them", Limit.Units("= 0 but for the calls", 3 * 8), () => new(Shop.Story, Dictionary((text, _) => text), Honest.Work(Shop.Story, features: 3))),
        new(Restore, "the same with other names and literals", Limit.Residual(0.008, 1700), () => new(
            Shop.Story,
            Dictionary((text, number) => Source.ReplaceNumbers(Source.RenameOwn(text, name => name + FormattableString.Invariant($"Again{number}")), value => value + number)),
            Honest.Work(Shop.Story, features: 3)))
        {
            Residual = "what is deleted is remembered by its text; written down again under other names it is new code",
        },
        new(Commits, "the agent's commits of one day squashed", Limit.Unchanged, () => new(Shop.Story, Squashed(), Honest.OneFeature)),
        new(Commits, "each commit of the agent's split into files first and calls later", Limit.Unchanged, () => new(Shop.Story, Divided(), Honest.OneFeature)),
        new(Commits, "an empty commit of the agent's on each day", Limit.Unchanged, () => new(Shop.Story, WithEmptyCommits(), Honest.OneFeature)),
        new(Commits, "twelve commits of the agent's back-dated by 150 days", Limit.Withheld(Reasons.ClockOutOfOrder), () => new(Shop.Story, Skewed(commit => commit.IsAgents && commit.Day > 250 ? -150 : 0), Honest.OneFeature)),
        new(Commits, "three commits of the agent's forward-dated by 100 days", Limit.Withheld(Reasons.ClockOutOfOrder), () => new(Shop.Story, Skewed(commit => commit.IsAgents && commit.Day is > 340 and < 365 ? 100 : 0), Honest.OneFeature)),
        new(Commits, "HEAD forward-dated by 30 days", Limit.Withheld(Reasons.ClockAhead), () => new(Shop.Story, Skewed(commit => commit.Day == Shop.LastDay ? 30 : 0), Honest.OneFeature)),
        new(Mainline, "main merged into a branch that was left on day 60, and the branch pushed as main", Limit.Withheld(Reasons.MainlineChanged), () => new(Shop.Story, Swapped(), Honest.OneFeature)),
        new(Mainline, "history begun anew with the tree of yesterday", Limit.Withheld(Reasons.NoAgentCode), () => new(Shop.Story, Begun(), Honest.OneFeature)),
        new(Flood, "ten features on the day before the report", Limit.Headline("= 0 on the headline", 1e-12), () => new(Shop.Story, Honest.Work(Shop.Story, features: 10, day: Shop.LastDay - 1), Honest.Work(Shop.Story, features: 10)))
        {
            Residual = "the volume rises by what was written, as it is there",
        },
        new(Flood, "ten features 32 days before the report", Limit.Headline("≤ .02 on the headline", 0.02), () => new(Shop.Story, Honest.Work(Shop.Story, features: 10, day: Shop.LastDay - 32), Honest.Work(Shop.Story, features: 10)))
        {
            Residual = "the volume rises by what was written, as it is there",
        },
        new(Freeze, "people stop to remove the agent's code", Limit.Residual(0.027, 500), () => new(Honest.OneFeatureLess, Shop.Story, Honest.Work(Honest.OneFeatureLess)))
        {
            Also = movement => Assert.True(movement.After.Metric.Challenge.Agent.Challenged < movement.Before.Metric.Challenge.Agent.Challenged),
            Residual = "the headline rises; what nobody touches is in no challenge, so that fewer units stand behind challenge survival, and none where nobody touches anything",
        },
    ];

    /// <summary>The story in which a class is not there from one day to another.</summary>
    private static Story Gone(int from, int until)
    {
        var gone = Shop.Story.Insert(from, "Take it out\n", tree => Honest.Without(tree, Honest.LivingFeature));
        if (until > Shop.LastDay)
        {
            return gone;
        }

        var later = Shop.Story.InsertByAgent(until, "Put it back", tree => tree);
        return new Story([.. gone.Commits.Where(commit => commit.Day < until), .. later.Commits.Where(commit => commit.Day >= until)]);
    }

    private static Feature[] FindDropped()
    {
        var dropped = new List<Feature>();
        for (var number = 1; number <= Shop.AgentFeatures; number++)
        {
            foreach (var project in (string[])["Shop", "Core"])
            {
                var feature = Feature.Create(number, project, "Agent" + project);
                if (!Shop.Story.Head.Has(feature.Path) && Shop.Story.Commits.Any(commit => commit.Day < 305 && commit.Tree.Has(feature.Path)) && Shop.Story.Commits.All(commit => commit.Day < 305 || !commit.Tree.Has(feature.Path)))
                {
                    dropped.Add(feature);
                }
            }
        }

        return [.. dropped];
    }

    private static Story Dictionary(Func<string, int, string> disguise) => Shop.Story.InsertByAgent(340, "Collect", tree => Dropped.Index().Aggregate(tree, (result, feature) => Shop.Running(
        result.With($"src/Shop/AgentShop/Words/{feature.Item.Name}.cs", disguise(Shop.Story.Commits.Last(commit => commit.Tree.Has(feature.Item.Path)).Tree[feature.Item.Path], feature.Index + 1)),
        feature.Item.Call)));

    private static Story Squashed() => new([.. Shop.Story.Commits.Where((commit, i) =>
        i + 1 == Shop.Story.Commits.Length || !commit.IsAgents || !Shop.Story.Commits[i + 1].IsAgents || Shop.Story.Commits[i + 1].Day != commit.Day)]);

    private static Story Divided() => new([.. Shop.Story.Commits.SelectMany((commit, i) => commit.IsAgents && commit.Message.StartsWith("Add", StringComparison.Ordinal)
        ? [commit with { Hour = commit.Hour - 1, Tree = commit.Tree.With(Shop.Program, Shop.Story.Commits[i - 1].Tree[Shop.Program]) }, commit]
        : (StoryCommit[])[commit])]);

    private static Story WithEmptyCommits() => Enumerable.Range(1, Shop.LastDay - 2).Where(day => day % 3 == 0)
        .Aggregate(Shop.Story, (story, day) => story.InsertByAgent(day, "Work on " + day.ToString(CultureInfo.InvariantCulture), tree => tree));

    private static Story Skewed(Func<StoryCommit, int> days) => Shop.Story.Select(commit => commit with { Skew = days(commit) * 24 });

    private static Story Swapped()
    {
        var commits = Shop.Story.Commits;
        var fork = commits.Count(commit => commit.Day < 60) - 1;
        var branch = new StoryCommit(commits[fork].Hour + 1, "Branch off\n", commits[fork].Tree.With("NOTES.md", "A branch.\n")) { Parents = [fork] };
        var main = commits[^2];
        var merge = new StoryCommit(main.Hour + 2, "Merge main\n", main.Tree.With("NOTES.md", "A branch.\n")) { Parents = [commits.Length - 1, commits.Length - 2] };
        return new Story([.. commits[..^1], branch, merge, commits[^1] with { Tree = commits[^1].Tree.With("NOTES.md", "A branch.\n"), Parents = [commits.Length] }]);
    }

    private static Story Begun() => new([Shop.Story.Commits[^2] with { Hour = (Shop.LastDay - 1) * 24, Message = StoryCommit.ByAgent("Begin") }, Shop.Story.Commits[^1]]);
}
