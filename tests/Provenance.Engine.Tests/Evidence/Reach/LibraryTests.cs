using Provenance.Engine.Evidence.Reach;

namespace Provenance.Engine.Tests.Evidence.Reach;

/// <summary>What libraries that are not walked do with the types that they are given. The libraries here have the real names and no code.</summary>
public sealed class LibraryTests
{
    private static readonly ReachSample Container = ReachSample.Of(
        """
        namespace Microsoft.Extensions.DependencyInjection;
        public interface IServices { }
        public static class ServicesExtensions
        {
            public static void AddSingleton<T, U>(this IServices s) where U : T { }
            public static void AddScoped(this IServices s, System.Type t) { }
            public static T GetRequiredService<T>(this IServices s) => default!;
            public static void Configure<T>(this IServices s) { }
        }
        """, "Microsoft.Extensions.DependencyInjection.Abstractions");

    private static readonly ReachSample Web = ReachSample.Of(
        """
        namespace Microsoft.AspNetCore
        {
            public static class App { public static void MapGet(string path, System.Delegate handler) { } }
            public class Hub { }
        }
        namespace Microsoft.AspNetCore.Mvc { public class ControllerBase { } }
        namespace Acme.Library
        {
            public class FindMeAttribute : System.Attribute { }
            public interface IFound { void Handle(); }
            public static class Finder { public static void FromAssembly(System.Reflection.Assembly a) { } }
        }
        namespace Microsoft.Extensions.Logging { public class LoggerMessageAttribute : System.Attribute { } }
        """, "Microsoft.AspNetCore.Fake");

    [Fact]
    public void Registration_ReachesConstructorsAndDispatch_NotPrivateMembers() => ReachSample.AssertProgram(
        """
        using Microsoft.Extensions.DependencyInjection;
        IServices s = null!;
        s.AddSingleton<IClock, Clock>();
        s.AddScoped(typeof(Scoped));
        s.GetRequiredService<IClock>().Tick();
        interface IClock { void Tick(); }
        class Clock : IClock
        {
            public Clock(Dependency d) { }
            public void Tick() { }
            private void Unused() { } // dead
        }
        class Dependency { private void Unused() { } // dead
        }
        class Scoped { public Scoped() { } }
        class Unregistered : IClock // dead
        {
            public void Tick() { } // dead
        }
        """.Replace("class Dependency { private", "class Dependency {\n private", StringComparison.Ordinal), Container);

    [Fact]
    public void BoundOptions_AreDataAllTheWayDown() => ReachSample.AssertProgram(
        """
        using Microsoft.Extensions.DependencyInjection;
        IServices s = null!;
        s.Configure<Options>();
        class Options { public Inner? Inner { get; set; } public Leaf[]? Leaves { get; set; } private int Secret() => 1; // dead
        }
        class Inner { public int Depth { get; set; } }
        class Leaf { public int Size { get; set; } }
        class Other { public int Size { get; set; } } // dead
        """.Replace("private int Secret", "\n private int Secret", StringComparison.Ordinal)
           .Replace("class Other { public int Size { get; set; } } // dead", "class Other // dead\n{\n public int Size // dead\n { get; // dead\n set; } // dead\n}", StringComparison.Ordinal), Container);

    [Fact]
    public void Json_ReachesPropertiesOfWhatItReadsAndWrites() => ReachSample.AssertProgram(
        """
        using System.Text.Json;
        System.Console.WriteLine(JsonSerializer.Serialize(new Out()));
        System.Console.WriteLine(JsonSerializer.Deserialize<In>("{}"));
        object o = new Hidden();
        JsonSerializer.Serialize(o, o.GetType());
        class Out { public int X => 1; public Part P => new(); }
        class Part { public int Y { get; set; } }
        class In { public System.Collections.Generic.List<Item>? Items { get; set; } }
        class Item { public int Z { get; set; } }
        class Hidden { public int W => 1; private int V => 1; // dead
        }
        """.Replace("private int V", "\n private int V", StringComparison.Ordinal));

    [Fact]
    public void RequestHandler_ReachesItsParametersAndResult() => ReachSample.AssertProgram(
        """
        Microsoft.AspNetCore.App.MapGet("/", (Query q) => new Answer());
        class Query { public int Page { get; set; } }
        class Answer { public int Total { get; set; } private void No() { } // dead
        }
        """.Replace("private void No", "\n private void No", StringComparison.Ordinal), Web);

    [Fact]
    public void Controller_IsFoundByItsBase() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine();
        class HomeController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public Model Get() => new();
            private void Unused() { } // dead
        }
        class Model { public int X { get; set; } }
        class NoController { public void Get() { } // dead
        }
        """.Replace("class NoController { public", "class NoController { // dead\n public", StringComparison.Ordinal), Web);

    [Fact]
    public void AttributeOfALibrary_MarksWhatItFinds() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine();
        [Acme.Library.FindMe] class Found { public Found() { } public void Go() { } }
        class Tools { [Acme.Library.FindMe] public static void Tool() { }
            public static void NoTool() { } // dead
        }
        [System.Obsolete("old")] class Described { } // dead
        class Logs // dead
        {
            public Logs() { } // dead
            [Microsoft.Extensions.Logging.LoggerMessage] void Started() { } // dead
        }
        """, Web);

    [Fact]
    public void LibraryThatGetsTheAssembly_FindsWhatImplementsLibraryTypes()
    {
        const string Types =
            """
            class Handler : Acme.Library.IFound { public void Handle() { } }
            class Own { public void Handle() { } // dead
            }
            """;
        ReachSample.AssertProgram("Acme.Library.Finder.FromAssembly(typeof(Program).Assembly);\n" + Types.Replace("class Own { public", "class Own { // dead\n public", StringComparison.Ordinal), Web);
        ReachSample.AssertProgram(
            """
            System.Console.WriteLine(typeof(Program).Assembly.GetName());
            class Handler : Acme.Library.IFound // dead
            {
                public void Handle() { } // dead
            }
            """, Web);
    }

    [Fact]
    public void UnknownInterface_ReachesEveryMemberThatMayImplementIt() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine(new Impl());
        class Impl : Acme.Library.IFound
        {
            public void Handle() { }
            public void NotVirtual() { } // dead
        }
        """, Web);

    [Fact]
    public void PolicyInclude_KeepsTypesAndMembers() => ReachSample.Of(
        """
        System.Console.WriteLine();
        namespace Acme.Plugins
        {
            class One { private void Any() { } }
            class Two { } // dead
        }
        class Three { void Kept() { }
            void Dropped() { } // dead
        }
        """.Replace("class Three { void Kept() { }", "class Three {\n void Kept() { }", StringComparison.Ordinal))
        .AssertMarks(new ReachOptions(ReachRoots.EntryPoint) { IsIncluded = name => name is "Acme.Plugins.One" or "Three.Kept" });
}
