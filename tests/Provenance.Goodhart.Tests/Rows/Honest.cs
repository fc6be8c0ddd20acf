using Provenance.Goodhart.Tests.Stories;

namespace Provenance.Goodhart.Tests.Rows;

/// <summary>Work that the figures are meant to notice.</summary>
internal static class Honest
{
    /// <summary>A day in the middle of the cohort on which nobody else commits.</summary>
    public const int Day = 255;

    /// <summary>The agent writes features that the program runs; one has about 200 units.</summary>
    public static Story Work(Story before, int features = 1, int day = Day, int first = 500) =>
        before.InsertByAgent(day, "Add features", tree => Shop.With(tree, Enumerable.Range(first, features).Select(Shop.Fresh)));

    /// <summary>A person removes a feature of the agent.</summary>
    public static Story Removal(Story before, int day = 340) => before.Insert(day, "Remove a feature\n", tree => Without(tree, LivingFeature));

    /// <summary>A feature of the agent's that is of the cohort, is there on day 100 and never changed since.</summary>
    public static string LivingFeature { get; } = Shop.Story.Head.Files.Keys.First(path => path.StartsWith("src/Shop/AgentShop/", StringComparison.Ordinal) && IsLeftAlone(path, 100) && !IsThereOn(path, 40));

    /// <summary>One more feature in the plain story.</summary>
    public static Story OneFeature { get; } = Work(Shop.Story);

    /// <summary>One feature less in the plain story.</summary>
    public static Story OneFeatureLess { get; } = Removal(Shop.Story);

    /// <summary>A file that nobody changes after a day: what happens to it then is the strategy's doing alone.</summary>
    public static bool IsLeftAlone(string path, int day = Day) =>
        Shop.Story.Head.Has(path) && Shop.Story.Commits.Where(commit => commit.Day > day).All(commit => commit.Tree.Has(path) && commit.Tree[path] == Shop.Story.Head[path]);

    public static Tree Without(Tree tree, string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return tree.Without(path).Edit(Shop.Program, text => string.Join('\n', text.Split('\n').Where(line => !line.Contains($"new {name}(", StringComparison.Ordinal))));
    }

    /// <summary>Whether a file is there at the end of a day.</summary>
    public static bool IsThereOn(string path, int day) => Shop.Story.Commits.Last(commit => commit.Day <= day).Tree.Has(path);
}
