using Provenance.Goodhart.Tests.Edits;
using Provenance.Goodhart.Tests.Stories;

namespace Provenance.Goodhart.Tests.Rows;

/// <summary>Text that says nothing, and the same code in another look.</summary>
internal static class Appearance
{
    private const string Decorating = "comments, blank lines, XML docs, regions, usings, attributes";
    private const string Reformatting = "reformat, split or join lines, CRLF flip, brace style";
    private const string Dressing = "extra braces, `;;`, parentheses, `this.`, casts";

    public static IReadOnlyList<Strategy> All { get; } =
    [
        new(Decorating, "comments, blank lines, XML docs, regions and usings in all of the agent's files", Limit.Unchanged, () => Edited(
            text => Decoration.Usings(Decoration.Regions(Decoration.Documentation(Decoration.BlankLines(Decoration.Comments(text))))))),
        new(Decorating, "two attributes on each method of the agent's", Limit.Nothing, () => Edited(Decoration.Attributes)),
        new(Reformatting, "reformatted, indented by two", Limit.Unchanged, () => Edited(Layout.Reformat)) { Also = SameFunnel },
        new(Reformatting, "braces at the ends of lines", Limit.Unchanged, () => Edited(Layout.BraceStyle)) { Also = SameFunnel },
        new(Reformatting, "CRLF", Limit.Unchanged, () => Edited(Layout.WindowsLines)) { Also = SameFunnel },
        new(Reformatting, "a line for each token", Limit.Unchanged, () => Edited(Layout.SplitLines)) { Also = SameFunnel },
        new(Reformatting, "a line for each method", Limit.Unchanged, () => Edited(Layout.JoinLines)),
        new(Dressing, "braces around and `;;` after statements", Limit.Share("≤ 1 %", 0.01), () => Edited(text => Decoration.Semicolons(Decoration.Braces(text)))),
        new(Dressing, "parentheses around operands", Limit.Share("≤ 1 %", 0.01), () => Edited(Decoration.Parentheses)),
        new(Dressing, "`this.` before each field", Limit.Share("≤ 1 %", 0.01), () => Edited(Decoration.This)),
        new(Dressing, "casts of what is an int", Limit.Share("≤ 1 %", 0.01), () => Edited(Decoration.Casts)),
    ];

    private static Trial Edited(Func<string, string> edit) => new(
        Shop.Story,
        Shop.Story.InsertByAgent(Honest.Day, "Polish", tree => tree.EditAll(Shop.IsAgentFile, edit)),
        Honest.OneFeature);

    private static void SameFunnel(Movement movement) => Assert.Equal(movement.Before.Record.Figures.Funnel.AsEnumerable(), movement.After.Record.Figures.Funnel);
}
