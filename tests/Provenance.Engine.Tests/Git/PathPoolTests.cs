using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Git;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

public sealed class PathPoolTests
{
    private static readonly byte[][] Names =
    [
        .. ((string[])["a.cs", "b.cs", "A.cs", "src/a.cs", "", "\\x41.cs", "\\x5Cx41.cs", "A", "\\xFF", "\\x5C", "\\x5CxFF", "\u00fc.cs", "\u4e2d", "\\x4g.cs"]).Select(Encoding.UTF8.GetBytes),
        [0xFF], [(byte)'a', 0xFF], [0xC3],
    ];

    [Fact]
    public void Path_IsAsDecodedAndOneStringHoweverOftenItIsNamed() =>
        Check.One(Laws.Config.WithMaxTest(500), Prop.ForAll(Gen.Elements(Names).ListOf().ToArbitrary(), named =>
        {
            var pool = new PathPool();
            var seen = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in named)
            {
                var path = pool.Get(name);

                Assert.Equal(RepositoryPath.Decode(name), path);
                Assert.Same(seen.TryAdd(path, path) ? path : seen[path], path);
            }
        }));
}
