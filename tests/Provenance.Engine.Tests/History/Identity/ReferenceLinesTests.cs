using Provenance.Engine.History;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>The switches of line mode that reference values are computed with.</summary>
public sealed class ReferenceLinesTests
{
    private const string Moved = "    int Total(int amount) => amount * 31;\n    // Blank lines, comments and braces are lines.\n\n";

    [Fact]
    public void ShortRun_MovesToAnotherFileByTheReferenceAlone()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", "class A\n{\n" + Moved + "}\n"), ("B.cs", "class B\n{\n}\n"));
        story.Commit(1, ("A.cs", "class A\n{\n}\n"), ("B.cs", "class B\n{\n" + Moved.Replace("    ", "\t", StringComparison.Ordinal) + "}\n"));

        Assert.Equal(0, story.Run(ReplayOptions.ReferenceLines).Deaths());
        Assert.Equal(3, story.Run(ReplayOptions.MovedLines).Deaths());
        story.Run(ReplayOptions.ReferenceLines).AssertSound();
    }

    [Fact]
    public void RunThatStandsTwice_MovesAsOftenAsItWasThere()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", "class A\n{\n" + Moved + "    int x;\n" + Moved + "}\n"), ("B.cs", "class B\n{\n}\n"));
        story.Commit(1, ("A.cs", "class A\n{\n    int x;\n}\n"), ("B.cs", "class B\n{\n" + Moved + Moved + Moved + "}\n"));

        var history = story.Run(ReplayOptions.ReferenceLines);

        Assert.Equal(0, history.Deaths());
        Assert.Equal(3, history.Entries(1));
    }

    [Fact]
    public void CodeLines_AreThoseWithALetterOutsideOfComments()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", "using System;\n\nclass A\n{\n" + Moved + "    /* a\n     * comment */\n    int x;\n    string text = \"one\";\n}\n"));

        var history = story.Run(ReplayOptions.Lines with { WeighsCodeLinesOnly = true });

        Assert.Equal(5, history.Cells.Sum(cell => cell.Weight));
        Assert.Equal(12, history.Cells.Sum(cell => cell.Count));
    }
}
