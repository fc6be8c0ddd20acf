using System.Globalization;
using System.Text;
using Provenance.Engine.History;
using Provenance.Engine.Tests.History.Identity;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.BadInput;

/// <summary>Entries of a tree that are named like a source file and are none.</summary>
public sealed class OddEntryTests
{
    private const string Gitlink = "160000 0123456789012345678901234567890123456789";

    private static readonly string Text = Code.Class("A", Code.Method("Alpha", 12));

    public static TheoryData<string> Entries => new() { "120000 B.cs", Gitlink };

    [Theory]
    [MemberData(nameof(Entries))]
    public void LinkOrSubmodule_IsNoSource(string entry)
    {
        using var repository = TestRepository.Create();
        Import(repository, [("A.cs", Text), ("Odd.cs", entry)], [("B.cs", Text)], [("Odd.cs", null)]);

        var history = TestReplay.Run(repository, ReplayOptions.Tokens);

        Assert.Equal(["A.cs", "B.cs"], history.Files.Select(file => file.Path));
        Assert.Equal(0, history.Deaths());
        history.AssertSound();
    }

    /// <summary>For a while the path leads elsewhere: the code that comes back is the code that was there.</summary>
    [Theory]
    [MemberData(nameof(Entries))]
    public void FileThatBecomesAnEntryAndAFileAgain_KeepsItsBirths(string entry)
    {
        using var repository = TestRepository.Create();
        Import(repository, [("A.cs", Text), ("B.cs", "class B { }\n")], [("A.cs", entry)], [("B.cs", "class B { int b; }\n")], [("A.cs", Text)]);

        var history = TestReplay.Run(repository, ReplayOptions.Tokens);

        Assert.Equal(0, history.Deaths());
        Assert.Equal(history.Commits[history.Mainline[0].Commit].Id.ToString(), Assert.Single(TestReplay.Blame(history, history.Files[0]).Distinct(StringComparer.Ordinal)));
        history.AssertSound();
    }

    /// <summary>One commit a day; a text is a file, "mode target" another entry, null a removal.</summary>
    private static void Import(TestRepository repository, params (string Path, string? Content)[][] commits)
    {
        var script = new StringBuilder();
        for (var i = 0; i < commits.Length; i++)
        {
            script.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\ncommitter Person One <person.one@corp.example> {1_760_000_000 + (86_400 * i)} +0000\ndata 2\nx\n\n");
            foreach (var (path, content) in commits[i])
            {
                var (mode, data) = content is ['1', _, '0', '0', '0', '0', ' ', ..] ? (content[..6], content[7..]) : ("100644", content);
                if (data is null)
                {
                    script.Append(CultureInfo.InvariantCulture, $"D {path}\n");
                }
                else if (mode is "160000")
                {
                    script.Append(CultureInfo.InvariantCulture, $"M 160000 {data} {path}\n");
                }
                else
                {
                    script.Append(CultureInfo.InvariantCulture, $"M {mode} inline {path}\ndata {Encoding.UTF8.GetByteCount(data)}\n{data}\n");
                }
            }
        }

        TestRepository.RunGit(repository.Root, Encoding.UTF8.GetBytes(script.ToString()), ["fast-import", "--quiet", "--force"]);
    }
}
