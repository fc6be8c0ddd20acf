using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Provenance.Engine.Evidence.Reach;

namespace Provenance.Engine.Tests.Evidence.Reach;

public sealed class ReachTraceTests
{
    private const string Source = """
        using System;
        using System.Text.Json;
        Console.WriteLine(new Shape());
        Helper.Run();
        Console.WriteLine(JsonSerializer.Deserialize<Order>("{}"));
        interface IMark { }
        class Shape : IMark
        {
            public override string ToString() => "shape";
        }
        static class Helper
        {
            static Helper() => Console.WriteLine();
            public static void Run() { }
        }
        class Order
        {
            public Line? First { get; set; }
        }
        class Line
        {
            public int Count { get; set; }
        }
        """;

    [Theory]
    [InlineData("Helper.Run", nameof(ReachRule.Use), "Program.<Main>$")]
    [InlineData("Helper..cctor", nameof(ReachRule.StaticConstructor), "Helper.Run")]
    [InlineData("Shape.ToString", nameof(ReachRule.LibrarySlot), "Shape")]
    [InlineData("IMark", nameof(ReachRule.Interface), "Shape")]
    [InlineData("Order.set_First", nameof(ReachRule.Kept), "Program.<Main>$")]
    [InlineData("Line.set_Count", nameof(ReachRule.Data), "Program.<Main>$")]
    [InlineData("Program.<Main>$", nameof(ReachRule.Root), null)]
    public void Member_HangsOnTheRuleThatReachedIt(string member, string rule, string? from)
    {
        var sample = ReachSample.Of(Source);
        var trace = new ReachTrace();
        sample.Walk(new ReachOptions(ReachRoots.EntryPoint) { Trace = trace });
        using var pe = new PEReader(sample.Image);
        var metadata = pe.GetMetadataReader();
        var mvid = metadata.GetGuid(metadata.GetModuleDefinition().Mvid);

        var step = trace.Of(new ReachMember(mvid, Find(metadata, member)))!.Value;

        Assert.Equal((rule, from), (step.Rule.ToString(), step.From is { } cause ? NameOf(metadata, cause.Handle) : null));
    }

    private static EntityHandle Find(MetadataReader metadata, string name) => metadata.TypeDefinitions.Select(type => (EntityHandle)type)
        .Concat(metadata.MethodDefinitions.Select(method => (EntityHandle)method))
        .First(handle => NameOf(metadata, handle) == name);

    private static string NameOf(MetadataReader metadata, EntityHandle handle) => handle.Kind == HandleKind.TypeDefinition
        ? metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)handle).Name)
        : NameOf(metadata, metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()) + "." + metadata.GetString(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).Name);
}
