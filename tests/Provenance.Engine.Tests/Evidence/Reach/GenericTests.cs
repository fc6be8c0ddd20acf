namespace Provenance.Engine.Tests.Evidence.Reach;

public sealed class GenericTests
{
    [Fact]
    public void GenericMember_IsReachedForEveryArgument() => ReachSample.AssertProgram(
        """
        new Box<Item>().Put(new Item());
        class Box<T>
        {
            private readonly System.Collections.Generic.List<T> items = new();
            public void Put(T item) { items.Add(item); Check(item); }
            private void Check(T item) { }
            public T Take() => items[0]; // dead
        }
        class Item { public void Never() { } // dead
        }
        """.Replace("class Item { public", "class Item {\n public", StringComparison.Ordinal));

    [Fact]
    public void NewConstraint_ConstructsTheArgument_ThroughSeveralCalls() => ReachSample.AssertProgram(
        """
        Outer<Made>();
        static void Outer<T>() where T : Base, new() => Inner<T>().Act();
        static U Inner<U>() where U : Base, new() => new U();
        abstract class Base { public abstract void Act(); }
        class Made : Base
        {
            public Made() { }
            public Made(int x) { } // dead
            public override void Act() { }
        }
        class Other : Base // dead
        {
            public Other() { } // dead
            public override void Act() { } // dead
        }
        """);

    [Fact]
    public void GenericInterface_IsDispatched() => ReachSample.AssertProgram(
        """
        IHandler<string> h = new Strings();
        h.Handle("");
        interface IHandler<T> { void Handle(T x); }
        class Strings : IHandler<string> { public void Handle(string x) { } }
        class Numbers : IHandler<int> // dead
        {
            public void Handle(int x) { } // dead
        }
        """);

    [Fact]
    public void GenericBase_PassesItsOverrides() => ReachSample.AssertProgram(
        """
        Base<int> b = new Derived();
        b.Run(1);
        abstract class Base<T> { public void Run(T x) => Core(x); protected abstract void Core(T x); }
        class Derived : Base<int> { protected override void Core(int x) => System.Console.WriteLine(x); }
        """);

    [Fact]
    public void ArgumentOfAPlainLibrary_IsNotCreatedByIt() => ReachSample.AssertProgram(
        """
        var list = new System.Collections.Generic.List<Item>();
        System.Console.WriteLine(list.Count);
        class Item
        {
            public Item() { } // dead
            public int X => 1; // dead
        }
        """);

    [Fact]
    public void TypeOfAParameter_KeepsWhatIsPutThere() => ReachSample.AssertProgram(
        """
        Make<Plugin>();
        static object? Make<T>() => Create(typeof(T));
        static object? Create(System.Type type) => System.Activator.CreateInstance(type);
        class Plugin { public Plugin() { } }
        class Other { public Other() { } } // dead
        """.Replace("class Other { public Other() { } } // dead", "class Other // dead\n{\n public Other() { } // dead\n}", StringComparison.Ordinal));
}
