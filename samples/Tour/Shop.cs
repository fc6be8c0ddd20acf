using Tour.History;

namespace Tour;

/// <summary>Makes the shop's repository.</summary>
internal static class Shop
{
    public static IReadOnlyList<Commit> Create(Scratch scratch, string packageVersion)
    {
        Directory.CreateDirectory(scratch.Repository);
        var history = ShopHistory.Of(FirstFiles(), packageVersion).ToArray();
        Command.Run(scratch, "git", ["init", "--quiet", "--initial-branch=main"]);
        Command.Run(scratch, "git", ["fast-import", "--quiet"], FastImport.Of(ShopHistory.Newest, history));
        Command.Run(scratch, "git", ["reset", "--quiet", "--hard", "main"]);
        return [.. history.SelectMany(commit => commit.Branch.Append(commit))];
    }

    private static Dictionary<string, string> FirstFiles()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Storefront");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(
                path => Path.GetRelativePath(folder, path).Replace('\\', '/'),
                path => File.ReadAllText(path).ReplaceLineEndings("\n"),
                StringComparer.Ordinal);
        files[".gitignore"] = "bin/\nobj/\n";
        return files;
    }
}
