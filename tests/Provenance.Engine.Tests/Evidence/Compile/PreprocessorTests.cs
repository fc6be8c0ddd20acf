using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Compile;

public sealed class PreprocessorTests
{
    [Fact]
    public void RemovedRegions_AreInactive() => Classes.Verify("""
        public class C
        {
        #if NEVER
            ⟦I public int Gone() { return 1; }⟧
        #if ALSO
            ⟦I int nested;⟧
        #endif
            ⟦I int after;⟧
        #elif ON
            public int Here() ⟦E => 2⟧;
        #else
            ⟦I int other;⟧
        #endif
            public int M(int x)
            {
        #if !ON
                ⟦I x = "not" even parsed;⟧
        #endif
                ⟦E return x;⟧
            }
        }
        """, defines: "ON;SOMETHING");

    [Fact]
    public void FileThatIsNotCompiled_IsInactive()
    {
        var sample = Sample.Of("class C { }");
        sample.Files["/repo/src/Other.cs"] = "#if X\nclass D { }\n#endif\nclass E { }"u8.ToArray();

        var file = sample.Read(new SourceInput("/repo/src/Other.cs", "Other.cs", Compiled: false)).Files.Single(item => item.Path.EndsWith("Other.cs", StringComparison.Ordinal));

        Assert.Equal(FileStatus.NotCompiled, file.Status);
        Assert.Equal([new ClassRun(6, 32, TokenClass.Inactive, UnknownReason.None)], file.Runs.AsEnumerable());
        Assert.Equal([TokenClass.None, TokenClass.Inactive, TokenClass.None, TokenClass.Inactive], Enumerable.Range(0, 4).Select(line => file.Places.At(line, 0)));
    }

    [Fact]
    public void LineDirective_ChangesNothingThatCompiled() => Classes.Verify("""
        public class C
        {
            public int A(int x)
            {
                ⟦E x++;⟧
        #line 100 "../../etc/passwd"
                ⟦E x += 2;⟧
                ⟦E return x;⟧
                ⟦U x = 3;⟧
        #line default
            }
        #line 500
            public int B(int x) ⟦E => x + 1⟧;
        #line default
            public int D(int x) { ⟦E return x;⟧ ⟦X x = 3;⟧ }
        #line (10,20)-(10,80) 8 "view.page"
            public int E(int x) ⟦E => x + 1⟧;
        #line default
            public int Last() ⟦E => 3⟧;
        }
        """);

    [Fact]
    public void HiddenRegion_IsUnknown() => Classes.Verify("""
        public class C
        {
            public int A(int x)
            {
                ⟦E x++;⟧
        #line hidden
                ⟦U x += 2;⟧
        #line default
                ⟦E return x;⟧
            }
        }
        """);

    [Fact]
    public void DeadCodeMappedOntoLiveLines_IsNotExecutable() => Classes.Verify("""
        public class C
        {
            public int A(int x)
            {
                ⟦U x++;⟧
                ⟦U return x;⟧
        #line 5
                ⟦U x--;⟧
                ⟦U return x;⟧
        #line default
            }
        }
        """);

    [Fact]
    public void LiveCodeOfAnotherFileMappedOntoDeadCode_IsNotBelieved()
    {
        const string Victim = "class Victim\n{\n    int M(int x)\n    {\n        return x;\n        x = 3;\n    }\n}\n";
        const string Forger = "class Forger\n{\n    int M(int x)\n    {\n#line 6 \"/repo/src/Victim.cs\"\n        x = 3;\n#line default\n        return x;\n    }\n}\n";
        var sample = new Sample().Compile(("/repo/src/Victim.cs", Victim), ("/repo/src/Forger.cs", Forger));

        var file = sample.ReadFile("/repo/src/Victim.cs");

        Assert.Equal(TokenClass.Executable, file.ClassAt(Victim.IndexOf("return", StringComparison.Ordinal)));
        Assert.Equal(UnknownReason.ForeignPoint, file.RunAt(Victim.IndexOf("x = 3", StringComparison.Ordinal))?.Reason);
    }
}
