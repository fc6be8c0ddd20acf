namespace Provenance.Engine.Tests.Policy;

/// <summary>Files of this repository: tests about documents read the documents themselves, not copies.</summary>
internal static class RepositoryFiles
{
    private static readonly string Root = FindRoot();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(Path(relative));

    private static string FindRoot()
    {
        // The path of this source file is mapped away by deterministic builds; the output folder lies inside the repository.
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Directory.Packages.props")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run from inside the repository.");
    }
}
