using System.Globalization;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>Commits one after the other, each with a file of its own and a line in one that all share.</summary>
internal static class LinearHistory
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Adds commits on top of one; 0 begins a history.</summary>
    /// <returns>Their marks, oldest first.</returns>
    public static int[] WriteTo(TestRepository repository, string name, int parent, int count, int firstDay, int daysApart = 1)
    {
        var marks = new int[count];
        for (var i = 0; i < count; i++)
        {
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            var shared = string.Concat(Enumerable.Range(0, i + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"    int {name}{n}() => {n} * {i};\n")));
            var commit = TestCommit.OfText(
                "Add " + name + number + "\n", Start.AddDays(firstDay + (i * daysApart)),
                ($"src/{name}{number}.cs", $"class {name}{number}\n{{\n    int Value(int first) => first + {number};\n}}\n"),
                ($"src/{name}.cs", $"class {name}\n{{\n{shared}}}\n"));
            marks[i] = parent = parent == 0 ? repository.Commit(commit) : repository.Commit(commit, parent);
        }

        return marks;
    }

    /// <summary>Merges a branch; its files stand beside those of the first parent.</summary>
    public static int Merge(TestRepository repository, int day, int first, int second, params (string Path, string? Content)[] files) =>
        repository.Commit(TestCommit.OfText("Merge\n", Start.AddDays(day), files), first, second);
}
