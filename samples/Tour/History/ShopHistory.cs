namespace Tour.History;

/// <summary>The shop's year. There is one chapter for each band of ages that the metric standardises over: each needs agent code born on several days.</summary>
internal static class ShopHistory
{
    /// <summary>The figures must be the same whenever the tour is made, so the newest commit has a fixed date.</summary>
    public static readonly DateTimeOffset Newest = new(2026, 6, 30, 10, 0, 0, TimeSpan.Zero);

    /// <param name="firstFiles">Path and text of each file of the first commit.</param>
    /// <param name="packageVersion">Of Provenance.Build, which the last commit begins to use.</param>
    public static IEnumerable<Commit> Of(IEnumerable<KeyValuePair<string, string>> firstFiles, string packageVersion) =>
    [
        new Commit(360, Writer.Ada, "Open the shop", [.. firstFiles.Select(file => Files.Put(file.Key, file.Value.TrimEnd('\n')))]),
        .. ChapterSummer.Commits,
        .. ChapterWinter.Commits,
        .. ChapterSpring.Commits,
        .. ChapterLast.Commits,
        new Commit(0, Writer.Ada, "Measure what becomes of agent-written code",
            Files.Replace(ShopFiles.Build, "  </PropertyGroup>", $"""
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Provenance.Build" Version="{packageVersion}" PrivateAssets="all" />
              </ItemGroup>
            """)),
    ];
}
