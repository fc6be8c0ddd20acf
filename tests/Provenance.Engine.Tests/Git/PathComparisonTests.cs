using Provenance.Engine.Git;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

public sealed class PathComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LinkWhoseTargetLiesBehindALink_IsFollowedToItsEnd()
    {
        var real = Directory.CreateDirectory(Path.Combine(_folder.Path, "real", "repo")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "second"), Path.Combine(_folder.Path, "real"));
        var first = Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "first"), Path.Combine(_folder.Path, "second", "repo")).FullName;
        var relative = Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "relative"), Path.Combine("second", "repo")).FullName;

        Assert.Equal(PathComparison.Resolve(real), PathComparison.Resolve(first));
        Assert.Equal(PathComparison.Resolve(real), PathComparison.Resolve(relative));
        Assert.True(PathComparison.IsInside(Path.Combine(first, "sub"), real));
    }

    [Fact]
    public void LoopOfLinks_ComesToAnEnd()
    {
        var (one, other) = (Path.Combine(_folder.Path, "one"), Path.Combine(_folder.Path, "other"));
        Directory.CreateSymbolicLink(one, other);
        Directory.CreateSymbolicLink(other, one);

        Assert.False(PathComparison.IsInside(_folder.Path, Path.Combine(one, "sub")));
    }
}
