namespace Provenance.Engine.Tests.Architecture;

/// <summary>The sources of the product as text: an arrow that the compiler resolves away is still one in the text.</summary>
internal static class SourceFiles
{
    /// <returns>Absolute paths with <c>/</c>, by ordinal order, without what builds generate.</returns>
    public static string[] Below(string relative)
    {
        var files = Directory.EnumerateFiles(Policy.RepositoryFiles.Path(relative), "*.cs", SearchOption.AllDirectories)
            .Select(path => path.Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.NotEmpty(files);
        return files;
    }
}
