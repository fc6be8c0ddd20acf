using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

/// <summary>Seven commits with a rename, a branch, a merge and an agent's trailer.</summary>
internal static class SampleHistory
{
    public static readonly DateTimeOffset Start = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public const string Trailer = "\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n";

    /// <returns>A repository with everything committed, and the commit ids by mark.</returns>
    public static (TestRepository Repository, string[] Ids) Create(string objectFormat = "sha1")
    {
        var repository = TestRepository.Create(objectFormat: objectFormat);
        return (repository, WriteTo(repository));
    }

    private static string[] WriteTo(TestRepository repository)
    {
        var first = repository.Commit(TestCommit.OfText("first\n", Start, ("src/A.cs", Class("A", "One")), ("src/App.csproj", "<Project />\n")));
        var second = repository.Commit(TestCommit.OfText("add B" + Trailer, Start.AddDays(1), ("src/B.cs", Class("B", "Two"))), first);
        var third = repository.Commit(TestCommit.OfText("fix A\n", Start.AddDays(2), ("src/A.cs", Class("A", "One", "Three"))), second);
        var branch = repository.Commit(TestCommit.OfText("branch" + Trailer, Start.AddDays(3), ("src/B.cs", Class("B", "Two", "Four"))), second);
        var merge = repository.Commit(TestCommit.OfText("merge\n", Start.AddDays(4), ("src/B.cs", Class("B", "Two", "Four"))), third, branch);
        var rename = repository.Commit(TestCommit.OfText("rename\n", Start.AddDays(5), ("src/B.cs", null), ("src/C.cs", Class("B", "Two", "Four"))), merge);
        repository.Commit(TestCommit.OfText("last\n", Start.AddDays(6), ("src/C.cs", Class("B", "Two", "Four", "Five"))), rename);
        return repository.Import();
    }

    private static string Class(string name, params string[] methods) =>
        $"namespace Sample;\n\npublic class {name}\n{{\n" + string.Concat(methods.Select(method => $"    public int {method}(int value)\n    {{\n        return value + {method.Length};\n    }}\n")) + "}\n";
}
