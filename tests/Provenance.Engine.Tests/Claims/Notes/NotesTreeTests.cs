using System.Text;
using Provenance.Engine.Claims.Notes;
using Provenance.Engine.Git;

namespace Provenance.Engine.Tests.Claims.Notes;

public sealed class NotesTreeTests
{
    private static readonly ObjectId Root = Id('0');
    private static readonly ObjectId Note = Id('e');

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(19)]
    public void Fanout_OfAnyDepthIsFollowed(int depth)
    {
        var commit = ObjectId.Parse("ab01" + new string('7', 36));
        var trees = new Dictionary<ObjectId, byte[]>();
        var hex = commit.ToString();
        var tree = Root;
        for (var level = 0; level < depth; level++)
        {
            var next = ObjectId.Parse("c" + level.ToString("x39", System.Globalization.CultureInfo.InvariantCulture));
            trees[tree] = Tree(("40000", hex[..2], next), ("100644", new string('9', 40 - (2 * level)), Id('d')));
            (tree, hex) = (next, hex[2..]);
        }

        trees[tree] = Tree(("100644", hex, Note));
        var reads = 0;
        var notes = new NotesTree(Root, id =>
        {
            reads++;
            return trees.GetValueOrDefault(id);
        });

        Assert.Equal(Note, notes.Find(commit));
        Assert.Equal(Note, notes.Find(commit));
        Assert.Null(notes.Find(Id('5')));
        Assert.Equal(depth + 1, reads);
        Assert.Equal(0, notes.MissingTrees);
    }

    [Fact]
    public void MissingOrDamagedTrees_AreCounted()
    {
        var damaged = Tree(("40000", "ab", Id('1')))[..^5];

        Assert.Equal(1, Missing(_ => null));
        Assert.Equal(1, Missing(_ => damaged));
        Assert.Equal(1, Missing(_ => "no tree"u8.ToArray()));
    }

    private static int Missing(Func<ObjectId, byte[]?> read)
    {
        var notes = new NotesTree(Root, read);
        Assert.Null(notes.Find(Id('5'), out var isUnread));
        Assert.True(isUnread);
        Assert.False(notes.IsEmpty);
        return notes.MissingTrees;
    }

    private static ObjectId Id(char digit) => ObjectId.Parse(new string(digit, 40));

    private static byte[] Tree(params (string Mode, string Name, ObjectId Id)[] entries) =>
        [.. entries.SelectMany(entry => Encoding.ASCII.GetBytes(entry.Mode + " " + entry.Name + "\0").Concat(Convert.FromHexString(entry.Id.ToString())))];
}
