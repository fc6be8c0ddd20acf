using Provenance.Engine.Map;
using Provenance.Shared.Map;

namespace Provenance.Engine.Tests.Map;

public sealed class MapFileWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("provenance-map-");

    private string MapPath => Path.Combine(_folder.FullName, "obj", "provenance", "App.provenance.map");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void NewMap_IsWrittenWithItsFolderAndNothingElse()
    {
        Assert.Equal(WriteOutcome.Written, MapFileWriter.Write(MapPath, "provenance-map 1\n"));

        Assert.Equal("provenance-map 1\n"u8.ToArray(), File.ReadAllBytes(MapPath));
        Assert.Equal([MapPath], Directory.GetFiles(Path.GetDirectoryName(MapPath)!));
    }

    [Fact]
    public void EqualMap_IsLeftAlone()
    {
        MapFileWriter.Write(MapPath, "a\n");
        var stamp = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(MapPath, stamp);

        Assert.Equal(WriteOutcome.Unchanged, MapFileWriter.Write(MapPath, "a\n"));
        Assert.Equal(stamp, File.GetLastWriteTimeUtc(MapPath));
    }

    [Theory]
    [InlineData("b\n")]
    [InlineData("a\nb\n")]
    [InlineData("")]
    public void OtherMap_ReplacesTheOld(string text)
    {
        MapFileWriter.Write(MapPath, "a\n");

        Assert.Equal(WriteOutcome.Written, MapFileWriter.Write(MapPath, text));
        Assert.Equal(text, File.ReadAllText(MapPath));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(MapPath)!));
    }

    [Fact]
    public void FolderThatIsAFile_IsRefused()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "obj"), "");

        Assert.Equal(WriteOutcome.Refused, MapFileWriter.Write(MapPath, "a\n"));
    }

    [Fact]
    public void TargetThatIsAFolder_IsRefusedAndLeavesNoTemporaryFile()
    {
        Directory.CreateDirectory(MapPath);

        Assert.Equal(WriteOutcome.Refused, MapFileWriter.Write(MapPath, "a\n"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(MapPath)!));
    }

    [Theory]
    [InlineData(MapLimits.MaxChars - 1, WriteOutcome.Written)]
    [InlineData(MapLimits.MaxChars, WriteOutcome.Written)]
    [InlineData(MapLimits.MaxChars + 1, null)]
    public void Size_IsLimited(int length, WriteOutcome? expected)
    {
        Assert.Equal(expected, MapFileWriter.Write(MapPath, new string('a', length)));
        Assert.Equal(expected == WriteOutcome.Written, File.Exists(MapPath));
    }
}
