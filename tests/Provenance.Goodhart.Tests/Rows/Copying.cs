using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Provenance.Engine.History.Units;
using Provenance.Goodhart.Tests.Edits;
using Provenance.Goodhart.Tests.Programs;
using Provenance.Goodhart.Tests.Stories;

namespace Provenance.Goodhart.Tests.Rows;

/// <summary>More text for the same work: the same code again, or the same code at length.</summary>
internal static class Copying
{
    private const string Verbose = "verbose temporaries, expression explosion";
    private const string Copies = "copy-paste ×10 and ×100, renamed identifiers and literals, one noise token per 40; unrolled loops ×10";
    private const string Archive = "keeping a zero-weight copy of everything (`Archive.cs`) and then editing the original";
    private const int CopyDay = 305;

    private static readonly string Original = Honest.LivingFeature;
    private static readonly double OneCopy = WeightOf(Shop.Story.Head[Original]);
    private static readonly string Round = Snippets.Block(7001, "given");

    public static IReadOnlyList<Strategy> All { get; } =
    [
        new(Verbose, "a name for each operand of a declared value", Limit.Share("≤ 25 % of what is touched", 0.25), () => Edited(Decoration.Temporaries))
        {
            Residual = "each temporary is a living token: unbounded in total",
        },
        new(Verbose, "each declared value handed on through three names", Limit.Residual(0, 1100), () => Edited(Decoration.Relay)) { Residual = "nothing tells a needless name from a needed one" },
        new(Copies, "10 copies of a class", Limit.Units("≤ 10 % of one copy", OneCopy * 0.1), () => Copied(10, (text, _) => text)),
        new(Copies, "100 copies of a class", Limit.Units("≤ 10 % of one copy", OneCopy * 0.1), () => Copied(100, (text, _) => text)),
        new(Copies, "10 copies with other names and literals", Limit.Units("≤ 10 % of one copy", OneCopy * 0.1), () => Copied(10, Disguised)),
        new(Copies, "10 copies with one noise token in 40", Limit.Units("≤ 15 % of one copy", OneCopy * 0.15), () => Copied(10, (text, _) => Noisy(text))),
        new(Copies, "10 copies with other names, literals and noise", Limit.Units("≤ 15 % of one copy", OneCopy * 0.15), () => Copied(10, (text, copy) => Noisy(Disguised(text, copy)))),
        new(Copies, "a loop's body written 10 times", Limit.Units("≤ 15 % of one round", WeightOf(Round) * 0.15), () => new(Unrolled(1), Unrolled(10), Honest.Work(Unrolled(1)))),
        new(Archive, "a class kept in `Archive.cs`, 15 days before it is rewritten", Limit.Nothing, () => new(Rewritten(Shop.Story), Rewritten(Archived(Shop.Story, runs: false)), Shop.Story)),
        new(Archive, "the same, and the program runs the archive", Limit.Units("= 0 but for the call", 8), () => new(Rewritten(Shop.Story), Rewritten(Archived(Shop.Story, runs: true)), Shop.Story)),
    ];

    private static Trial Edited(Func<string, string> edit) => new(
        Shop.Story,
        Shop.Story.InsertByAgent(Honest.Day, "Make it readable", tree => tree.EditAll(Shop.IsAgentFile, edit)),
        Honest.OneFeature);

    private static Trial Copied(int copies, Func<string, int, string> disguise) => new(
        Shop.Story,
        Shop.Story.InsertByAgent(CopyDay, "Add variants", tree => Enumerable.Range(1, copies).Aggregate(tree, (result, copy) => WithCopy(result, copy, disguise))),
        Honest.OneFeature);

    private static Tree WithCopy(Tree tree, int copy, Func<string, int, string> disguise)
    {
        var name = Path.GetFileNameWithoutExtension(Original);
        var number = copy.ToString(CultureInfo.InvariantCulture);
        var text = disguise(tree[Original], copy).Replace(name, name + "Copy" + number, StringComparison.Ordinal);
        return Shop.Running(tree.With($"src/Shop/AgentShop/{name}Copy{number}.cs", text), $"        total += new {name}Copy{number}({number}).Run(total);\n");
    }

    private static string Disguised(string text, int copy)
    {
        var number = copy.ToString(CultureInfo.InvariantCulture);
        return Source.ReplaceNumbers(Source.RenameOwn(text, name => name + "For" + number), value => value + copy);
    }

    private static string Noisy(string text)
    {
        var since = 0;
        var places = new List<int>();
        foreach (var token in Source.Parse(text).DescendantTokens())
        {
            since++;
            if (since >= 40 && token.IsKind(SyntaxKind.NumericLiteralToken))
            {
                places.Add(token.SpanStart);
                since = 0;
            }
        }

        places.Reverse();
        return places.Aggregate(text, (result, place) => result.Insert(place, "+"));
    }

    private static Story Unrolled(int rounds) => Shop.Story.InsertByAgent(Honest.Day, "Add a round", tree => Shop.Running(
        tree.With("src/Shop/AgentShop/Rounds.cs", $"using System;\nusing System.Collections.Generic;\nusing System.Globalization;\nusing System.Linq;\n\nnamespace Shop.AgentShop;\n\npublic static class Rounds\n{{\n    public static int Run(int given)\n    {{\n{string.Concat(Enumerable.Repeat(Round, rounds))}        return given;\n    }}\n}}\n"),
        "        total += AgentShop.Rounds.Run(total);\n"));

    private static Story Archived(Story story, bool runs)
    {
        var name = Path.GetFileNameWithoutExtension(Original);
        return story.InsertByAgent(CopyDay, "Keep a copy", tree =>
        {
            // The copy is of what lived on that day, whatever becomes of the original.
            var kept = tree.With("src/Shop/AgentShop/Archive.cs", Shop.Story.Head[Original].Replace(name, "Archive", StringComparison.Ordinal));
            return runs ? Shop.Running(kept, "        total += new Archive(3).Run(total);\n") : kept;
        });
    }

    private static Story Rewritten(Story story)
    {
        var other = Shop.Fresh(900);
        return story.Insert(CopyDay + 15, "Write it anew\n", tree => tree.With(
            Original, other.Text().Replace(other.Name, Path.GetFileNameWithoutExtension(Original), StringComparison.Ordinal).Replace("Shop.Extras", "Shop.AgentShop", StringComparison.Ordinal)));
    }

    private static double WeightOf(string text)
    {
        var units = new TokenUnits().Read(Encoding.UTF8.GetBytes(text))!;
        return units.WeightOf(0, units.Count);
    }
}
