using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History.Clones;
using Provenance.Engine.History.Units;
using Provenance.Testing;
using Xunit;

namespace Provenance.Engine.Tests.History.Clones;

public sealed class ChainBoundTests
{
    // Of 4 to 20 shapes each: two texts of them have many matches, few of them close enough to each other and on the same way through both.
    private static readonly string[] Pieces =
    [
        "x = 1;", "a(b);", "if (a < b) { c++; }", "foreach (var a in b.C) { d += a.E * 2; }", "return a ?? b;", "try { a(); } catch { throw; }", "var q = a[0] + b[1];",
        "while (!a.B(out var c) && c is not null) { break; }", "lock (a) { b--; }", "x = a ? b : c;", "using var d = e.F(g, \"h\");", "switch (a) { case 1: b(); break; default: c(); break; }",
    ];

    [Fact]
    public void SourceThatAddsClones_IsNeverLeftOut()
    {
        var (added, leftOut) = (0, 0);
        Check.One(
            Laws.Config.WithMaxTest(1500),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
            {
                var random = new Random(seed);
                var source = Some(random, 40);
                var version = Version(Mixed(source, random));
                var (anchors, bound, chains) = (new StretchAnchors(), new ChainBound(), new Chains());
                foreach (var stretch in Stretch.Of(version, [(0, version.Count)]))
                {
                    var found = new bool[stretch.Shapes.Length];
                    anchors.Take(stretch);
                    foreach (var (text, isSelf) in ((UnitSequence, bool)[])[(version, true), (Version(source), false), (Version(Mixed(source, random)), false)])
                    {
                        if (!anchors.LookUp(text.Anchors, isSelf))
                        {
                            continue;
                        }

                        var mayAdd = bound.MayAdd(anchors, found);
                        var before = found.AsSpan().Count(true);
                        chains.Mark(stretch, anchors, FoldedText.Of(text), isSelf, found);
                        var adds = found.AsSpan().Count(true) > before;

                        Assert.True(mayAdd || !adds);
                        added += adds ? 1 : 0;
                        leftOut += mayAdd ? 0 : 1;
                    }
                }
            }));

        Assert.True(added > 100 && leftOut > 100, $"{added} added, {leftOut} left out");
    }

    [Fact]
    public void SourceThatJoinsTwoKnownClones_IsNotLeftOut()
    {
        // Only where no anchor of either begins near the hole it is hard to see: of many texts some are so.
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var parts = Enumerable.Range(0, 3).Select(_ => string.Join('\n', Enumerable.Range(0, 8).Select(_ => Statement(random)))).ToArray();
            var known = Version(parts[..2]).Count;
            // What both clones have in common stands once in the source, so that the second goes far back in it.
            var (version, source) = (Version([parts[0], parts[1], "? ?", parts[1], parts[2]]), Version(parts));
            var stretch = Assert.Single(Stretch.Of(version, [(0, version.Count)]));
            var found = stretch.Units.Select(unit => unit < known || unit > known + 1).ToArray();
            var (anchors, chains) = (new StretchAnchors(), new Chains());
            anchors.Take(stretch);

            Assert.True(anchors.LookUp(source.Anchors, isSelf: false) && new ChainBound().MayAdd(anchors, found));
            chains.Mark(stretch, anchors, FoldedText.Of(source), isSelf: false, found);
            Assert.DoesNotContain(false, found);
        }
    }

    // So many operators in a row that hardly two statements share a run of ten shapes.
    private static string Statement(Random random)
    {
        string[] operators = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"];
        return "a" + string.Concat(Enumerable.Range(0, 8).Select(_ => $" {operators[random.Next(operators.Length)]} b")) + ";";
    }

    private static List<string> Some(Random random, int most) => [.. Enumerable.Range(0, random.Next(5, most)).Select(_ => Pieces[random.Next(Pieces.Length)])];

    // Runs of the source, in any order, some of them twice, with other pieces between.
    private static List<string> Mixed(List<string> source, Random random)
    {
        var result = new List<string>();
        for (var runs = random.Next(1, 6); runs > 0; runs--)
        {
            result.AddRange(Some(random, 7).Take(random.Next(4)));
            var start = random.Next(source.Count);
            result.AddRange(source.Skip(start).Take(random.Next(1, 9)));
        }

        return result;
    }

    private static UnitSequence Version(IEnumerable<string> pieces) => new TokenUnits().Read(Encoding.UTF8.GetBytes(string.Join('\n', pieces)))!;
}
