using System.Text;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Compile;

public sealed class DocumentTests
{
    private const string Shared = "using System;\npublic partial class C\n{\n    partial void M(int x);\n}\n";

    [Fact]
    public void MappedPath_IsFoundByChecksumAndByName()
    {
        var sample = new Sample { PathMap = [new PathMapping("/repo/src/", "/_/")] }.Compile(("/repo/src/A.cs", "class A { int M() => 1; }"));

        Assert.Equal(FileStatus.Verified, sample.ReadFile("/repo/src/A.cs").Status);

        sample.Files["/repo/src/A.cs"] = "class A { int M() => 2; }"u8.ToArray();

        Assert.Equal(FileStatus.Stale, sample.ReadFile("/repo/src/A.cs").Status);
    }

    [Fact]
    public void EqualTexts_AreToldApartByPath()
    {
        const string Twin = "file class T { public static int M() => 1; }";
        var sample = new Sample().Compile(("/repo/src/a/Twin.cs", Twin), ("/repo/src/b/Twin.cs", Twin));

        var files = sample.Read().Files;

        Assert.Equal(["/repo/src/a/Twin.cs", "/repo/src/b/Twin.cs"], files.Select(file => file.Path));
        Assert.All(files, file => Assert.Equal(FileStatus.Verified, file.Status));
        Assert.All(files, file => Assert.DoesNotContain(file.Runs, run => run.Class == TokenClass.Unknown));
    }

    [Fact]
    public void PartialTypeOverTwoFiles_HasEachFilesOwnTokens()
    {
        var sample = new Sample().Compile(("/repo/src/A.cs", Shared), ("/repo/src/B.cs", "partial class C { partial void M(int x) { x++; } int f = 1; }"));

        var files = sample.Read().Files;

        Assert.Equal(TokenClass.Declarative, files[0].ClassAt(Shared.IndexOf("M(int", StringComparison.Ordinal)));
        Assert.Contains(files[1].Runs, run => run.Class == TokenClass.Executable);
        Assert.DoesNotContain(files.SelectMany(file => file.Runs), run => run.Class is TokenClass.Elided or TokenClass.Unknown);
    }

    [Fact]
    public void FileWithoutMethods_IsVerified()
    {
        var sample = new Sample().Compile(("/repo/src/Enum.cs", "enum E { A }"), ("/repo/src/Info.cs", "[assembly: System.CLSCompliant(true)]"), ("/repo/src/Other.cs", "class C { int M() => 1; }"));

        Assert.All(sample.Read().Files, file => Assert.Equal(FileStatus.Verified, file.Status));
    }

    [Fact]
    public void CompilerLineBreaks_MapByOffset()
    {
        const string Odd = "class C\u2028{\u0085 int M(int x)\r{ x++; // c\u2029\n\r\n return x; } }\n\n";
        var sample = Sample.Of(Odd);

        var file = sample.ReadFile();

        Assert.Equal(TokenClass.Executable, file.ClassAt(Odd.IndexOf("x++", StringComparison.Ordinal)));
        Assert.Equal(TokenClass.Executable, file.ClassAt(Odd.IndexOf("return", StringComparison.Ordinal)));
        Assert.Equal([TokenClass.Declarative, TokenClass.None, TokenClass.Declarative, TokenClass.Executable, TokenClass.None, TokenClass.None, TokenClass.Executable, TokenClass.None, TokenClass.None], Enumerable.Range(0, 9).Select(line => file.Places.At(line, 0)));
        Assert.Equal(TokenClass.Declarative, file.Places.At(2, " int M(int x)".Length));
    }

    /// <summary>Each token counts as itself, however many of another class are beside it.</summary>
    [Theory]
    [InlineData("x++; if (false) { x += 3 * x - 7; x -= 2; }", "5:1-18 Executable, 5:19- Elided")]
    [InlineData("x++; if (false) { x = 7; } x *= x + 3;", "5:1-18 Executable, 5:19-27 Elided, 5:28- Executable")]
    [InlineData("string s = @\"a\nb\"; if (false) { x = 7; }", "6:1-17 Executable, 6:18- Elided")]
    [InlineData("x++;", "")]
    public void LineOfKeptAndElidedCode_HasPieces(string statements, string expected)
    {
        var places = Sample.Of($"class C\n{{\n int M(int x)\n {{\n{statements}\n return x; }} }}\n").ReadFile().Places;

        Assert.Equal(expected, string.Join(", ", places.Stretches()
            .Where(stretch => stretch.Column > 0 || stretch.EndColumn is not null)
            .Select(stretch => $"{stretch.FirstLine + 1}:{stretch.Column + 1}-{stretch.EndColumn} {stretch.Value}")));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void TextForms_ClassAlike(string encoding)
    {
        const string Source = "class C { string é = \"ü\"; int M() => 1; }";
        var sample = Sample.Of(Source);
        var plain = sample.ReadFile().Runs;
        var form = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. form.GetPreamble(), .. form.GetBytes(Source)];
        var encoded = new Sample().CompileBytes(Sample.FilePath, bytes);

        Assert.Equal(plain.AsEnumerable(), encoded.ReadFile().Runs.AsEnumerable());
        Assert.Equal(FileStatus.Verified, encoded.ReadFile().Status);
    }

    [Fact]
    public void SameInputsInAnyOrder_GiveTheSameEvidence()
    {
        var forward = new Sample().Compile(("/repo/src/A.cs", Shared), ("/repo/src/B.cs", "class B { int M() => 1; }"));
        var sources = forward.Files.Keys.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(path => new SourceInput(path, path)).ToArray();

        var first = Print(forward.Read(sources));
        Array.Reverse(sources);

        Assert.Equal(first, Print(forward.Read(sources)));
    }

    private static string Print(CompileEvidence evidence) => string.Join('\n', evidence.Files.Select(file => $"{file.Path} {file.Sha256} {string.Join(' ', file.Runs)} {string.Join(' ', file.Places.Steps)}"));
}
