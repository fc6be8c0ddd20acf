using Provenance.Testing;

namespace Provenance.Build.Tests.Shipping;

/// <summary>One repository that all publishing tests share; each way of publishing runs once.</summary>
public sealed class PublishFixture : IDisposable
{
    private readonly UserProject _project = ShippingRepository.Create();
    private readonly Dictionary<string, PublishOutput> _outputs = new(StringComparer.Ordinal);

    internal string Root => _project.Repository.Root;

    /// <summary>Publishes <c>App</c> for this machine's platform.</summary>
    internal PublishOutput Publish(params string[] properties) => PublishFor("net10.0", properties);

    /// <inheritdoc cref="Publish(string[])"/>
    internal PublishOutput PublishFor(string framework, params string[] properties)
    {
        var key = string.Join(' ', properties);
        if (!_outputs.TryGetValue(key, out var output))
        {
            var folder = Path.Combine(Root, "out", Name("publish"));
            _project.MoveTo("App");
            var run = _project.Run("publish", ["-r", PackageFeed.RuntimeIdentifier, "-o", folder, .. properties]).MustSucceed();
            var record = Path.Combine(Root, "App", "obj", "Release", framework, PackageFeed.RuntimeIdentifier, "provenance", "shipped-publish.json");
            _outputs[key] = output = new PublishOutput(folder, ShippedRecord.Read(record), run)
            {
                App = Intermediate("App", framework, PackageFeed.RuntimeIdentifier),
                Core = Intermediate("Core", framework, ""),
            };
        }

        return output;
    }

    /// <summary>Packs a project of the repository.</summary>
    /// <param name="recordFolder">Below <c>obj/Release</c>.</param>
    internal PublishOutput Pack(string project, string recordFolder)
    {
        var key = "pack " + project;
        if (!_outputs.TryGetValue(key, out var output))
        {
            var folder = Path.Combine(Root, "out", Name("pack"));
            _project.MoveTo(project);
            var run = _project.Run("pack", "-o", folder).MustSucceed();
            _outputs[key] = output = new PublishOutput(folder, ShippedRecord.Read(Path.Combine(Root, project, "obj", "Release", recordFolder, "provenance", "shipped-pack.json")), run);
        }

        return output;
    }

    /// <summary>Builds a project, puts another assembly in the place of its own, and packs what lies there.</summary>
    internal (ArtifactEntry Recorded, ArtifactEntry Packed, PublishOutput Output) PackSwapped(string project, string framework)
    {
        _project.MoveTo(project);
        _project.Run("build", "-c", "Release").MustSucceed();
        var recorded = Intermediate(project, framework, "");
        foreach (var folder in (string[])["bin", "obj"])
        {
            File.Copy(typeof(PublishFixture).Assembly.Location, Path.Combine(Root, project, folder, "Release", framework, project + ".dll"), overwrite: true);
        }

        var output = Path.Combine(Root, "out", "swapped");
        var run = _project.Run("pack", "--no-build", "-o", output).MustSucceed();
        return (recorded, Intermediate(project, framework, ""), new PublishOutput(output, ShippedRecord.Read(Path.Combine(Root, project, "obj", "Release", framework, "provenance", "shipped-pack.json")), run));
    }

    /// <summary>Publishes <c>App</c> as a container image into an archive.</summary>
    internal ShippedRecord Container(string archive, string registry)
    {
        _project.MoveTo("App");
        _project.Run(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_CONTAINER_INSECURE_REGISTRIES"] = registry },
            "publish", "-r", PackageFeed.RuntimeIdentifier, "--self-contained", "false", "-t:PublishContainer",
            "-p:ContainerArchiveOutputPath=" + archive, "-p:ContainerBaseImage=" + registry + "/base:1").MustSucceed();
        return ShippedRecord.Read(Path.Combine(Root, "App", "obj", "Release", "net10.0", PackageFeed.RuntimeIdentifier, "provenance", "shipped-container.json"));
    }

    public void Dispose() => _project.Dispose();

    // Read now: the next way of publishing compiles into the same folders.
    private ArtifactEntry Intermediate(string project, string framework, string platform) =>
        ArtifactEntry.OfFile(Path.Combine(Root, project, "obj", "Release", framework, platform, project + ".dll"), project + ".dll");

    private string Name(string kind) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}{_outputs.Count}");
}

/// <param name="Folder">Where the artifact is.</param>
internal sealed record PublishOutput(string Folder, ShippedRecord Record, BuildRun Run)
{
    /// <summary>What the compiler left of the program, when it was published.</summary>
    public ArtifactEntry? App { get; init; }

    /// <summary>What the compiler left of the library, when the program was published.</summary>
    public ArtifactEntry? Core { get; init; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>The line in the log.</summary>
    public string Summary => Run.Output.Split('\n').Single(line => line.Contains("Provenance: ", StringComparison.Ordinal));
}
