using System.Collections.Immutable;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests.Stories;

/// <summary>A history that strategies change: commits, oldest first, of which the last is HEAD and stays it.</summary>
internal sealed class Story(ImmutableArray<StoryCommit> commits)
{
    public ImmutableArray<StoryCommit> Commits { get; } = commits;

    public static DateTimeOffset Start { get; } = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Tree Head => Commits[^1].Tree;

    /// <summary>The story in which something was done on a day, and every later tree has it.</summary>
    /// <param name="edit">Applied to the tree of that day and to all after it.</param>
    public Story Insert(int day, string message, Func<Tree, Tree> edit)
    {
        var hour = (day * 24) + 15;
        var at = Commits.Count(commit => commit.Hour < hour);
        return new Story([
            .. Commits[..at],
            new StoryCommit(hour, message, edit(Commits[at - 1].Tree)),
            .. Commits[at..].Select(commit => commit with { Tree = edit(commit.Tree) }),
        ]);
    }

    public Story InsertByAgent(int day, string subject, Func<Tree, Tree> edit) => Insert(day, StoryCommit.ByAgent(subject), edit);

    /// <summary>The story with other commits in the place of each, one or several.</summary>
    public Story Select(Func<StoryCommit, StoryCommit> edit) => new([.. Commits.Select(edit)]);

    /// <param name="start">Instead of <see cref="Start"/>: a midnight.</param>
    /// <returns>Ids by commit; the repository has HEAD checked out.</returns>
    public string[] WriteTo(TestRepository repository, DateTimeOffset start)
    {
        var marks = new int[Commits.Length];
        for (var i = 0; i < Commits.Length; i++)
        {
            var commit = Commits[i];
            int[] parents = commit.Parents.IsDefault ? i == 0 ? [] : [i - 1] : [.. commit.Parents];
            var before = parents.Length == 0 ? Tree.Empty : Commits[parents[0]].Tree;
            var at = start.AddHours(commit.Hour);
            marks[i] = repository.Commit(
                TestCommit.OfText(commit.Message, at, commit.Tree.ChangesFrom(before)) with { Author = commit.Author, CommittedAt = at.AddHours(commit.Skew) },
                [.. parents.Select(parent => marks[parent])]);
        }

        var ids = repository.Import();
        return Array.ConvertAll(marks, mark => ids[mark]);
    }
}
