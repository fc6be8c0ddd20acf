using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History.Clones;
using Provenance.Engine.History.Units;
using Provenance.Testing;
using Xunit;

namespace Provenance.Engine.Tests.History.Clones;

public sealed class AnchorSpliceTests
{
    // Much of what folding leaves out, and casts that a change behind them makes or unmakes.
    private static readonly string[] Pieces =
    [
        "x = (int)y;", "if (a) { b(); }", "this.value = !(c);", "var q = (List<Dictionary<string, int>>)(z);", "Call(a, (b), c, 1, 2, 3, 4, \"five\")", ".Then(x => x + 1)", "\n",
        "(", ")", "{", "}", ";", "this.", "!", "using System;", "// comment", "return (a.b.c?[])d;", "42", "name", "/* */", "#if X\n", "\n#endif\n", "f(a)(b)(c)",
    ];

    [Fact]
    public void AnyTwoVersions_GiveTheAnchorsOfOneAlone() => Check.One(
        Laws.Config.WithMaxTest(400),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var before = Enumerable.Range(0, random.Next(0, 400)).Select(_ => Pieces[random.Next(Pieces.Length)]).ToList();
            var after = before.ToList();
            for (var edits = random.Next(0, 4); edits > 0; edits--)
            {
                var at = random.Next(after.Count + 1);
                after.RemoveRange(at, Math.Min(random.Next(0, 4), after.Count - at));
                after.InsertRange(at, Enumerable.Range(0, random.Next(0, 6)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            }

            var (old, version) = (Scan(before), Scan(after));
            var expected = Anchors.Of(version);
            var actual = AnchorSplice.Of(version, old, Anchors.Of(old));

            Assert.Equal(expected.Hashes, actual.Hashes);
            Assert.Equal(expected.Units, actual.Units);
            Assert.Equal(expected.Shapes, actual.Shapes);
        }));

    private static UnitSequence Scan(IEnumerable<string> pieces) => new TokenUnits().Read(Encoding.UTF8.GetBytes(string.Join('\n', pieces)))!;
}
