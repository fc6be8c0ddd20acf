using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

public sealed class OddPathTests
{
    private static readonly byte[][] Pieces = [
        .. ((string[])["a", "b", " ", "\t", "\n", "\r", "\"", "'", "\\", "\\x41", "\\xFF", "\\x5C", "--output=x", ":(top)x", "*", "?", "[", "\u001b[31m", "\u0085", "\u2028", "\u202e", "\u00fc", "u\u0308", "\u4e2d", "\U0001f600", "$(x)", "#", "%", ":", "=>", "~"])
            .Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0x80], Encoding.ASCII.GetBytes(new string('n', 200)),
    ];

    private static readonly Gen<byte[]> Names =
        from folders in Gen.Choose(0, 3)
        from segments in Gen.Elements(Pieces).NonEmptyListOf().Select(list => list.Take(5).SelectMany(piece => piece).ToArray()).ArrayOf(folders + 1)
        select (byte[])[.. segments.SelectMany((segment, i) => (byte[])[.. i == 0 ? [] : "/"u8, .. segment.AsSpan(0, Math.Min(segment.Length, 250))]), .. ".cs"u8];

    [Fact]
    public void OddPaths_RoundTrip() => Check.One(
        Laws.Config.WithMaxTest(15),
        Prop.ForAll(Names.ListOf().ToArbitrary(), generated =>
        {
            var names = WithoutClashes(generated);
            if (names.Count == 0)
            {
                return true;
            }

            using var repository = TestRepository.Create();
            TestRepository.RunGit(repository.Root, Script(names), ["fast-import", "--quiet", "--force"]);

            var history = TestReplay.Run(repository, UnitMode.Token);

            return names.Select(name => RepositoryPath.Decode(name)).Order(StringComparer.Ordinal).SequenceEqual(history.Files.Select(file => file.Path))
                && history.Files.All(file => file.IsRead && file.Origins.Count > 0);
        }));

    [Fact]
    public void DifferentNames_StayDifferent() => Check.One(
        Laws.Config.WithMaxTest(2000),
        Prop.ForAll(Names.Two().ToArbitrary(), pair =>
            pair.Item1.AsSpan().SequenceEqual(pair.Item2) == string.Equals(RepositoryPath.Decode(pair.Item1), RepositoryPath.Decode(pair.Item2), StringComparison.Ordinal)));

    [Fact]
    public void NameThatSpellsAByte_IsNotTheNameThatHasIt() =>
        Assert.NotEqual(RepositoryPath.Decode([(byte)'a', 0xFF]), RepositoryPath.Decode("a\\xFF"u8));

    [Theory]
    [InlineData("src/A.cs")]
    [InlineData("with\\backslash.cs")]
    [InlineData("\\x4g.cs")]
    public void PlainName_StaysAsItIs(string name) => Assert.Equal(name, RepositoryPath.Decode(Encoding.UTF8.GetBytes(name)));

    /// <summary>Each name once, and none that is a folder of another.</summary>
    private static List<byte[]> WithoutClashes(IEnumerable<byte[]> generated)
    {
        var result = new List<byte[]>();
        foreach (var name in generated.Take(40).Where(name => result.TrueForAll(other => !IsFolderOf(name, other) && !IsFolderOf(other, name))))
        {
            result.Add(name);
        }

        return result;
    }

    private static bool IsFolderOf(byte[] folder, byte[] name) =>
        name.AsSpan().StartsWith(folder) && (name.Length == folder.Length || name[folder.Length] == '/');

    private static byte[] Script(List<byte[]> names)
    {
        using var script = new MemoryStream();
        script.Write("commit refs/heads/main\ncommitter Person One <person.one@corp.example> 1740000000 +0000\ndata 2\nx\n\n"u8);
        foreach (var name in names)
        {
            script.Write("M 100644 inline \""u8);
            foreach (var b in name)
            {
                script.Write(Encoding.ASCII.GetBytes("\\" + Convert.ToString(b, 8).PadLeft(3, '0')));
            }

            var content = string.Create(CultureInfo.InvariantCulture, $"class C {{ int x = {names.IndexOf(name)}; }}\n");
            script.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"\ndata {content.Length}\n{content}\n")));
        }

        return script.ToArray();
    }
}
