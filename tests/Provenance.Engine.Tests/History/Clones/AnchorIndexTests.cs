using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History.Clones;
using Provenance.Testing;
using Xunit;

namespace Provenance.Engine.Tests.History.Clones;

public sealed class AnchorIndexTests
{
    [Fact]
    public void AnySteps_VotesAreThoseOfTheTextsThatAreThere() => Check.One(
        Laws.Config.WithMaxTest(60),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var index = new AnchorIndex();
            var paths = Enumerable.Range(0, 90).Select(number => new CodePath($"{(number * 37) % 90:00}.cs")).ToArray();
            for (var step = 0; step < 400; step++)
            {
                var path = paths[random.Next(paths.Length)];
                var (before, after) = (path.Living ?? [], random.Next(8) == 0 ? [] : Edited(path.Living ?? [], random));
                index.Add(path, after, before);
                index.Remove(path, before, after);
                path.Living = after;
            }

            var asked = Enumerable.Range(0, 12).Select(anchor => (uint)anchor).ToArray();

            Assert.Equal(VotesOf(paths, asked, least: 2), index.Vote(asked, least: 2).Select(found => (found.Path.Path, found.Votes)).Order());
        }));

    [Fact]
    public void TextAndItsSuccessorInOneStep_BothAreFound()
    {
        var (index, path) = (new AnchorIndex(), new CodePath("a.cs"));
        index.Add(path, [1, 2, 3, 4], []);

        index.Add(path, [1, 9, 3, 4], [1, 2, 3, 4]);

        Assert.Equal(2, Assert.Single(index.Vote([2, 9], least: 1)).Votes);
    }

    [Fact]
    public void MorePathsThanAreNamed_TheFirstByNameAre()
    {
        var index = new AnchorIndex();
        for (var number = AnchorIndex.MostNamed + 5; number > 0; number--)
        {
            index.Add(new CodePath($"{number:00}.cs"), [7], []);
        }

        var named = index.Vote([7], least: 1).Select(found => found.Path.Path).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(AnchorIndex.MostNamed, named.Length);
        Assert.Equal("64.cs", named[^1]);
    }

    // Few different anchors, so that most are shared and many stand in a text several times.
    private static uint[] Edited(uint[] anchors, Random random)
    {
        var result = anchors.ToList();
        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            var at = random.Next(result.Count + 1);
            result.RemoveRange(at, Math.Min(random.Next(0, 6), result.Count - at));
            result.InsertRange(at, Enumerable.Range(0, random.Next(0, 8)).Select(_ => (uint)random.Next(14)));
        }

        return [.. result];
    }

    private static IEnumerable<(string Path, int Votes)> VotesOf(CodePath[] paths, uint[] asked, int least) => asked
        .SelectMany(anchor => paths.Where(path => path.Living?.Contains(anchor) == true).OrderBy(path => path.Path, StringComparer.Ordinal).Take(AnchorIndex.MostNamed))
        .GroupBy(path => path.Path, StringComparer.Ordinal)
        .Where(votes => votes.Count() >= least)
        .Select(votes => (votes.Key, votes.Count()))
        .Order();
}
