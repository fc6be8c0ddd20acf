using System.Collections.Frozen;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>What is known of libraries that are not walked. Where nothing is known, the answer that reaches more is taken.</summary>
internal static class Conventions
{
    // Generic code of these hands types through and looks at none.
    private static readonly string[] Plain =
    [
        "System", "System.Buffers", "System.Collections", "System.Diagnostics", "System.Globalization", "System.IO", "System.Linq", "System.Net", "System.Numerics",
        "System.Reflection", "System.Runtime", "System.Security", "System.Text", "System.Threading", "Microsoft.CodeAnalysis", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Primitives",
    ];

    // Below them, these read and create what they are given.
    private static readonly string[] Readers =
    [
        "System.Text.Json", "System.Net.Http.Json", "System.Runtime.Serialization", "System.ComponentModel", "System.Data", "System.Xml", "System.Diagnostics.DiagnosticSource",
    ];

    // Attributes of these describe a member to the compiler, a source generator, an analyser or a person; no library looks for it because of them.
    private static readonly string[] Describing =
    [
        "System", "Microsoft.CodeAnalysis", "JetBrains.Annotations", "Provenance", "Microsoft.VisualBasic", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Options", "CommunityToolkit.Mvvm",
    ];

    private static readonly string[] Discovering =
    [
        "System.ComponentModel.Composition", "System.Composition", "System.Management.Automation", "Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerAttribute",
        "Microsoft.CodeAnalysis.GeneratorAttribute", "Microsoft.CodeAnalysis.CodeFixes", "Microsoft.CodeAnalysis.CodeRefactorings", "JetBrains.Annotations.UsedImplicitlyAttribute",
        "JetBrains.Annotations.PublicAPIAttribute",
    ];

    // Frameworks create types that derive from these without being told which.
    private static readonly FrozenSet<string> FoundBases = FrozenSet.ToFrozenSet(
        [
            "Microsoft.AspNetCore.Mvc.ControllerBase", "Microsoft.AspNetCore.Mvc.Controller", "Microsoft.AspNetCore.Mvc.ViewComponent", "Microsoft.AspNetCore.Mvc.RazorPages.PageModel",
            "Microsoft.AspNetCore.Mvc.RazorPages.Page", "Microsoft.AspNetCore.Mvc.RazorPages.PageBase", "Microsoft.AspNetCore.Mvc.Razor.RazorPage`1", "Microsoft.AspNetCore.Components.ComponentBase",
            "Microsoft.AspNetCore.Razor.TagHelpers.TagHelper", "Microsoft.EntityFrameworkCore.Migrations.Migration", "Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot",
            "Microsoft.Build.Utilities.Task", "Microsoft.Build.Utilities.ToolTask", "Microsoft.Build.Utilities.Logger", "System.Management.Automation.PSCmdlet",
            "System.Management.Automation.Cmdlet", "System.Diagnostics.Tracing.EventSource", "AutoMapper.Profile",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> FoundInterfaces = FrozenSet.ToFrozenSet(
        ["Microsoft.Build.Framework.ITask", "Microsoft.AspNetCore.Components.IComponent", "Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory`1", "Microsoft.AspNetCore.Hosting.IHostingStartup"],
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Members = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["System.IDisposable"] = "Dispose",
        ["System.IAsyncDisposable"] = "DisposeAsync",
        ["System.ICloneable"] = "Clone",
        ["System.IComparable"] = "CompareTo",
        ["System.IComparable`1"] = "CompareTo",
        ["System.IEquatable`1"] = "Equals",
        ["System.IFormattable"] = "ToString",
        ["System.ISpanFormattable"] = "ToString TryFormat",
        ["System.IServiceProvider"] = "GetService",
        ["System.IProgress`1"] = "Report",
        ["System.IObserver`1"] = "OnNext OnError OnCompleted",
        ["System.IObservable`1"] = "Subscribe",
        ["System.Collections.IEnumerable"] = "GetEnumerator",
        ["System.Collections.Generic.IEnumerable`1"] = "GetEnumerator",
        ["System.Collections.IEnumerator"] = "MoveNext get_Current Reset",
        ["System.Collections.Generic.IEnumerator`1"] = "get_Current MoveNext Reset Dispose",
        ["System.Collections.Generic.IAsyncEnumerable`1"] = "GetAsyncEnumerator",
        ["System.Collections.Generic.IAsyncEnumerator`1"] = "get_Current MoveNextAsync DisposeAsync",
        ["System.Collections.Generic.IComparer`1"] = "Compare",
        ["System.Collections.Generic.IEqualityComparer`1"] = "Equals GetHashCode",
        ["System.Collections.Generic.IReadOnlyCollection`1"] = "get_Count GetEnumerator",
        ["System.Collections.Generic.IReadOnlyList`1"] = "get_Count get_Item GetEnumerator",
        ["System.Collections.Generic.ICollection`1"] = "get_Count get_IsReadOnly Add Clear Contains CopyTo Remove GetEnumerator",
        ["System.Collections.Generic.IList`1"] = "get_Item set_Item IndexOf Insert RemoveAt get_Count get_IsReadOnly Add Clear Contains CopyTo Remove GetEnumerator",
        ["System.Collections.Generic.IReadOnlyDictionary`2"] = "get_Item get_Keys get_Values ContainsKey TryGetValue get_Count GetEnumerator",
        ["System.ComponentModel.INotifyPropertyChanged"] = "add_PropertyChanged remove_PropertyChanged",
        ["System.Runtime.CompilerServices.IAsyncStateMachine"] = "MoveNext SetStateMachine",
        ["System.Runtime.CompilerServices.INotifyCompletion"] = "OnCompleted",
        ["System.Runtime.CompilerServices.ICriticalNotifyCompletion"] = "OnCompleted UnsafeOnCompleted",
        ["Microsoft.Extensions.Hosting.IHostedService"] = "StartAsync StopAsync",
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Names that an interface's members have; null when they are not known.</summary>
    public static FrozenSet<string>? InterfaceMembers(ExternalType type) => Members.GetValueOrDefault(type.FullName);

    /// <summary>What a generic type does with its arguments.</summary>
    public static Keep OfType(ExternalType type) => type switch
    {
        { Namespace: "System", Name: "Lazy`1" } => Keep.DefaultConstructor,
        _ => OfNamespace(type.Namespace),
    };

    /// <summary>What a generic method does with its arguments.</summary>
    public static Keep OfMethod(ExternalType type, string method)
    {
        if (type is { Namespace: "System", Name: "Activator" } || type is { Namespace: "System.Threading", Name: "LazyInitializer" })
        {
            return Keep.DefaultConstructor;
        }

        if (IsIn(type.Namespace, "Microsoft.Extensions.DependencyInjection"))
        {
            return method.StartsWith("Get", StringComparison.Ordinal) ? Keep.None
                : method.Contains("Configure", StringComparison.Ordinal) || method.Contains("Options", StringComparison.Ordinal) ? Keep.PublicData
                : Keep.DefaultConstructor | Keep.PublicConstructors;
        }

        return OfNamespace(type.Namespace);
    }

    /// <summary>A framework looks for types that derive from or implement this.</summary>
    public static bool IsFoundBy(ExternalType parent) => FoundBases.Contains(parent.FullName) || FoundInterfaces.Contains(parent.FullName);

    /// <summary>A library looks for what bears this attribute.</summary>
    public static bool IsDiscovering(ExternalType attribute) =>
        Array.Exists(Discovering, name => IsIn(attribute.FullName, name)) || !Array.Exists(Describing, name => IsIn(attribute.Namespace, name));

    /// <summary>Part of .NET itself, which nobody registers types with by scanning.</summary>
    public static bool IsOfThePlatform(ExternalType type) => IsIn(type.Namespace, "System") && !Array.Exists(Readers, name => IsIn(type.Namespace, name));

    private static Keep OfNamespace(string space)
    {
        if (IsIn(space, "Microsoft.AspNetCore.Components"))
        {
            return Keep.Everything;
        }

        return !Array.Exists(Readers, name => IsIn(space, name)) && Array.Exists(Plain, name => string.Equals(name, "System", StringComparison.Ordinal) ? string.Equals(space, name, StringComparison.Ordinal) : IsIn(space, name))
            ? Keep.None
            : Keep.PublicData;
    }

    private static bool IsIn(string name, string space) =>
        name.StartsWith(space, StringComparison.Ordinal) && (name.Length == space.Length || name[space.Length] is '.' or '`');
}
