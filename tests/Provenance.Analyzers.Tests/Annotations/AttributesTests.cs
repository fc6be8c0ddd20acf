using System.Diagnostics;
using System.Reflection;
using Provenance.Annotations;

namespace Provenance.Analyzers.Tests.Annotations;

/// <summary>The attributes' shape is a contract: they are matched by name, and must cost nothing at run time.</summary>
public sealed class AttributesTests
{
    [Theory]
    [InlineData(typeof(AgentAuthoredAttribute))]
    [InlineData(typeof(AgentAssistedAttribute))]
    [InlineData(typeof(HumanReviewedAttribute))]
    public void Attribute_IsConditionalRepeatableAndNotInherited(Type type)
    {
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>()!;

        Assert.Equal("PROVENANCE_ANNOTATIONS", type.GetCustomAttribute<ConditionalAttribute>()!.ConditionString);
        Assert.True(usage.AllowMultiple);
        Assert.False(usage.Inherited);
        Assert.Equal("Provenance.Annotations", type.Namespace);
    }

    [Fact]
    public void Attributes_KeepWhatTheyAreGiven()
    {
        var authored = new AgentAuthoredAttribute("claude") { Model = "m", Session = "s" };
        var assisted = new AgentAssistedAttribute("cursor") { Model = "n", Session = "t" };
        var reviewed = new HumanReviewedAttribute { Date = "2026-03-01", Commit = "0123abc" };

        Assert.Equal(("claude", "m", "s"), (authored.Agent, authored.Model, authored.Session));
        Assert.Equal(("cursor", "n", "t"), (assisted.Agent, assisted.Model, assisted.Session));
        Assert.Equal(("2026-03-01", "0123abc"), (reviewed.Date, reviewed.Commit));
    }

    // This assembly does not define the symbol.
    [Fact]
    [AgentAuthored("claude")]
    public void AttributeInSource_IsNotInTheAssembly() =>
        Assert.Empty(typeof(AttributesTests).GetMethod(nameof(AttributeInSource_IsNotInTheAssembly))!.GetCustomAttributes<AgentAuthoredAttribute>());
}
