using Provenance.Engine.Evidence.Reach;

namespace Provenance.Engine.Tests.Evidence.Reach;

/// <summary>Packages, several assemblies, and what cannot be read.</summary>
public sealed class SurfaceTests
{
    private const string Library =
        """
        public class Api
        {
            public void Call() => Internal.Used();
            protected virtual void Extend() { }
            private protected void Mixed() { } // dead
            internal void Hidden() { } // dead
            private void Private() { } // dead
            public class Nested { public int Field; }
            private class Secret { public void M() { } } // dead
        }
        public interface IApi { void M(); }
        public struct Value { public int X; public void M() { } }
        public delegate void Handler(int x);
        internal static class Internal
        {
            public static void Used() { }
            public static void Unused() { } // dead
        }
        internal class Implementation : IApi // dead
        {
            public void M() { } // dead
        }
        """;

    private static readonly string Split = Library.Replace("private class Secret { public void M() { } } // dead", "private class Secret // dead\n{\n public void M() { } // dead\n}", StringComparison.Ordinal);

    [Fact]
    public void Package_BeginsAtItsPublicAndProtectedMembers() => ReachSample.AssertPackage(Split);

    [Fact]
    public void Friend_ThatMayShipElsewhere_SeesInternals() => ReachSample.AssertPackage(
        """
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Acme.Extensions")]
        internal static class Internal
        {
            internal static void ForFriends() { }
            private static void Private() { } // dead
        }
        """);

    [Fact]
    public void Friend_ThatIsATest_IsNone() => ReachSample.AssertPackage(
        """
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Acme.Tests")]
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("DynamicProxyGenAssembly2")]
        internal static class Internal // dead
        {
            internal static void ForTests() { } // dead
        }
        """);

    [Fact]
    public void Friend_InTheSameArtifact_IsWalkedItself()
    {
        var core = ReachSample.Of(
            """
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Acme.Extensions")]
            internal static class Inside
            {
                internal static void Used() { }
                internal static void Unused() { } // dead
            }
            """, "Acme.Core");
        var friend = ReachSample.Of("public class Ext { public void M() => Inside.Used(); }", "Acme.Extensions", true, core);

        core.AssertMarks(new ReachOptions(ReachRoots.Surface), new ReachImage(friend.Image));
    }

    [Fact]
    public void ReferencedLibrary_IsReachedFromTheProgramAlone()
    {
        var library = ReachSample.Of(
            """
            public class Api
            {
                public void Used() { }
                public virtual void Overridden() { }
                public void Unused() { } // dead
                public static T Make<T>() where T : new() => new T();
            }
            public class Unused2 { } // dead
            """, "Library");
        var program = ReachSample.Of(
            """
            new Mine().Used();
            Api a = Api.Make<Mine>();
            a.Overridden();
            class Mine : Api
            {
                public override void Overridden() { }
                public void Never() { } // dead
            }
            """, "App", true, library);

        program.AssertMarks(new ReachOptions(ReachRoots.EntryPoint), new ReachImage(library.Image, IsRoot: false));
        var result = Reachability.Walk([new ReachImage(program.Image), new ReachImage(library.Image, IsRoot: false)], new ReachOptions(ReachRoots.EntryPoint), CancellationToken.None);
        library.AssertMarks(result.Assemblies[1]);
    }

    [Fact]
    public void PublicMemberThatNobodyRefersTo_FallsInTheSecondFigure()
    {
        var package = ReachSample.Of(
            """
            public class Api
            {
                public void Tested() => Inner();
                private void Inner() { }
                public void Padding() => MorePadding(); // dead
                public void MorePadding() => Padding(); // dead
            }
            """, "Package");
        var tests = ReachSample.Of("public class Checks { public void T() => new Api().Tested(); }", "Package.Tests", true, package);

        package.AssertMarks(new ReachOptions(ReachRoots.References) { Referrers = [tests.Image] });
    }

    [Fact]
    public void DamagedImage_MakesTheResultIncomplete()
    {
        var sample = ReachSample.Of("System.Console.WriteLine();");

        var result = Reachability.Walk([new ReachImage(sample.Image), new ReachImage([1, 2, 3])], new ReachOptions(ReachRoots.EntryPoint), CancellationToken.None);

        Assert.False(result.IsComplete);
        Assert.Single(result.Assemblies);
    }

    [Fact]
    public void EveryCutOrFlippedImage_IsAnAnswerAndNoException()
    {
        var image = ReachSample.Of(Split + "class P { static void Main() => new Api().Call(); }").Image;
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var bytes = image.ToArray();
            for (var flip = 0; flip < 4; flip++)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            }

            var cut = i % 3 == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            Assert.InRange(Reachability.Walk([new ReachImage([.. cut])], new ReachOptions(ReachRoots.Surface), CancellationToken.None).Assemblies.Length, 0, 1);
        }
    }

    [Fact]
    public void SameImages_GiveTheSameMarks()
    {
        var sample = ReachSample.Of(Split);

        Assert.Equal(Marks(sample), Marks(sample));
        Assert.Contains(true, Marks(sample));
        Assert.Contains(false, Marks(sample));
    }

    private static bool[] Marks(ReachSample sample)
    {
        var reached = sample.Walk(new ReachOptions(ReachRoots.Surface));
        return [.. Enumerable.Range(1, 40).Select(row => reached.IsReached(System.Reflection.Metadata.Ecma335.MetadataTokens.MethodDefinitionHandle(row)))];
    }
}
