using System.Reflection;
using Tour;
using Tour.History;

// The tour of Provenance for newcomers: a shop with a year of history, built and published with the package as a user would.
try
{
    var feed = typeof(Scratch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "FeedPath").Value!;
    var package = Directory.GetFiles(feed, "Provenance.Build.*.nupkg").MaxBy(File.GetLastWriteTimeUtc)
        ?? throw new TourException($"There is no package Provenance.Build in {feed}.");
    var version = Path.GetFileNameWithoutExtension(package)["Provenance.Build.".Length..];

    var scratch = new Scratch();
    Console.WriteLine($"1. A repository with a history, in {scratch.Repository}");
    var history = Shop.Create(scratch, version);
    var byAgents = history.Where(commit => commit.Writer == Writer.Claude || commit.Writer == Writer.Copilot || commit.Writer == Writer.Cursor).ToArray();
    Console.WriteLine($"   {history.Count} commits up to {ShopHistory.Newest:yyyy-MM-dd}; {byAgents.Length} of them by three agents, on {byAgents.DistinctBy(commit => commit.Age).Count()} days.");

    Console.WriteLine($"2. A nuget.config beside it: packages come from {feed} only ({Path.GetFileName(package)}).");
    scratch.WriteNuGetConfig(feed);

    Console.WriteLine("3. dotnet build -tl:off");
    var built = Lines(Command.Run(scratch, "dotnet", ["build", "-tl:off"]));

    Console.WriteLine("4. dotnet publish src/Storefront -tl:off");
    var published = Lines(Command.Run(scratch, "dotnet", ["publish", "src/Storefront", "-tl:off"]));

    Console.WriteLine("5. What was written, for each project:");
    var reports = Directory.GetFiles(scratch.Repository, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "provenance")
        .Order(StringComparer.Ordinal);
    foreach (var report in reports)
    {
        Console.WriteLine("   " + Path.GetRelativePath(scratch.Repository, report));
    }

    Console.WriteLine();
    Console.WriteLine("docs/getting-started.md says how to read the lines.");
    if (args.Contains("--remove"))
    {
        Directory.Delete(scratch.Folder, recursive: true);
        Console.WriteLine($"Removed {scratch.Folder}.");
    }
    else
    {
        Console.WriteLine($"Look around in {scratch.Folder}; delete it when you are done, or run the tour with --remove.");
    }

    return built && published ? 0 : throw new TourException("A build printed no line of Provenance's.");
}
catch (TourException failure)
{
    Console.Error.WriteLine("The tour stopped: " + failure.Message);
    return 1;
}

// Prints the lines of Provenance as they came, and tells whether there was one.
static bool Lines(string[] output)
{
    var lines = output.Where(line => line.Contains("Provenance: ", StringComparison.Ordinal) || line.Contains("PROV", StringComparison.Ordinal)).ToArray();
    foreach (var line in lines)
    {
        Console.WriteLine("   | " + line.Trim());
    }

    return lines.Any(line => line.Contains("Provenance: ", StringComparison.Ordinal));
}
