using System.Globalization;
using System.Text.Json;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Notes;

namespace Provenance.Engine.Tests.Claims.Notes;

/// <summary>Real notes with the readings that they must get (Data/notes); persons in them are renamed.</summary>
public sealed class NoteCaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Claims", "Data", "notes");

    public static TheoryData<string> Names =>
    [
        .. Directory.EnumerateFiles(Folder, "*.note").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Cases_AreAllThere() => Assert.Equal(15, Names.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void Note_HasTheExpectedReading(string name)
    {
        var read = new NoteReader(Registry.Default).Read(File.ReadAllBytes(Path.Combine(Folder, name + ".note")));

        Assert.Equal(Expected(name), Describe(read));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CarriageReturns_ChangeNothing(string name)
    {
        var content = File.ReadAllText(Path.Combine(Folder, name + ".note"));

        var read = new NoteReader(Registry.Default).Read(System.Text.Encoding.UTF8.GetBytes(content.Replace("\n", "\r\n", StringComparison.Ordinal)));

        Assert.Equal(Expected(name), Describe(read));
    }

    [Fact]
    public void OverlongAndEmptyNotes_AreUnread()
    {
        var reader = new NoteReader(Registry.Default);

        Assert.Equal(NoteStatus.OverLimit, reader.Read(new byte[Limits.Note + 1]).Status);
        Assert.Equal(NoteStatus.NoDivider, reader.Read(new byte[Limits.Note]).Status);
        Assert.Equal(NoteStatus.NoDivider, reader.Read([]).Status);
    }

    private static string Describe(NoteReading read)
    {
        var lines = new List<string>
        {
            "status " + NoteWords.Of(read.Status),
            "flags " + string.Join(' ', NoteWords.Of(read.Flags)),
            Line("overlapped", read.OverlappedLines),
            "unresolved " + string.Join(' ', read.Unresolved),
        };
        foreach (var file in read.Files)
        {
            lines.Add(Line("file " + file.Path, file.Runs.Sum(run => run.Lines.Count)));
            lines.AddRange(Sums("key", file.Runs.Select(run => (read.Authors[run.Author].Key, run.Lines.Count))));
            lines.AddRange(Sums("class", file.Runs.Select(run => (NoteWords.Of(read.Authors[run.Author].Class), run.Lines.Count))));
        }

        lines.AddRange(Sums("agent", read.Files.SelectMany(file => file.Runs)
            .Where(run => read.Authors[run.Author].Class == NoteClass.Agent)
            .Select(run => (read.Authors[run.Author].Claim!.Agent + "|" + read.Authors[run.Author].Claim!.Model, run.Lines.Count))));
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Sums(string what, IEnumerable<(string Name, long Count)> counts) => counts
        .GroupBy(one => one.Name, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => Line(what + " " + group.Key, group.Sum(one => one.Count)));

    private static string Expected(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".expect.json")));
        var root = document.RootElement;
        var lines = new List<string>
        {
            "status " + root.GetProperty("status").GetString(),
            "flags " + string.Join(' ', root.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString())),
            Line("overlapped", root.GetProperty("overlappedLines").GetInt64()),
            "unresolved " + string.Join(' ', root.GetProperty("unresolved").EnumerateArray().Select(key => key.GetString())),
        };
        foreach (var file in root.GetProperty("files").EnumerateObject())
        {
            lines.Add(Line("file " + file.Name, file.Value.GetProperty("lines").GetInt64()));
            lines.AddRange(Counts("key", file.Value.GetProperty("keys")));
            lines.AddRange(Counts("class", file.Value.GetProperty("classes")));
        }

        lines.AddRange(Counts("agent", root.GetProperty("agents")));
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Counts(string what, JsonElement element) => element.EnumerateObject()
        .OrderBy(one => one.Name, StringComparer.Ordinal)
        .Select(one => Line(what + " " + one.Name, one.Value.GetInt64()));

    private static string Line(string what, long count) => what + " " + count.ToString(CultureInfo.InvariantCulture);
}
