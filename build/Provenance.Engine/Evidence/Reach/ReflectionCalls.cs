namespace Provenance.Engine.Evidence.Reach;

/// <summary>Calls by which code finds or makes what no token of its IL names.</summary>
internal static class ReflectionCalls
{
    private static readonly string[] Serializers =
    [
        "System.Text.Json", "System.Net.Http.Json", "System.Xml.Serialization", "System.Runtime.Serialization", "Newtonsoft.Json", "YamlDotNet", "MessagePack", "ProtoBuf", "CsvHelper", "Dapper",
        "MongoDB", "Tomlyn", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Mvc",
    ];

    public static bool IsMemberLookup(ExternalType type, string name) => IsReflection(type) && name is
        "GetMethod" or "GetProperty" or "GetField" or "GetEvent" or "GetMember" or "GetNestedType" or "InvokeMember"
        or "GetRuntimeMethod" or "GetRuntimeProperty" or "GetRuntimeField" or "GetRuntimeEvent" or "GetDeclaredMethod" or "GetDeclaredMethods" or "GetDeclaredProperty" or "GetDeclaredField"
        || (type is { Namespace: "System", Name: "Delegate" } && name is "CreateDelegate")
        || (type is { Namespace: "System.Linq.Expressions", Name: "Expression" } && name is "Property" or "Field" or "PropertyOrField" or "Call");

    public static bool IsTypeLookup(ExternalType type, string name) =>
        (type is { Namespace: "System", Name: "Type" } && name is "GetType")
        || (type is { Namespace: "System.Reflection", Name: "Assembly" or "Module" } && name is "GetType" or "CreateInstance")
        || (type is { Namespace: "System", Name: "Activator" or "AppDomain" } && name is "CreateInstance" or "CreateInstanceFrom" or "CreateInstanceAndUnwrap");

    /// <summary>Asks a type for its name, its place or its kin, and for none of its members.</summary>
    public static bool LeavesTypeAlone(ExternalType type, string name) =>
        (type is { Namespace: "System.Linq.Expressions", Name: "Expression" } && name is "Parameter" or "Constant" or "Convert" or "TypeAs" or "TypeIs" or "Default" or "NewArrayInit")
        || type.Namespace is "System" or "System.Reflection" && name is
        "get_Assembly" or "get_Module" or "get_Name" or "get_FullName" or "get_Namespace" or "get_AssemblyQualifiedName" or "op_Equality" or "op_Inequality" or "ToString" or "GetHashCode"
        or "Equals" or "IsAssignableFrom" or "IsAssignableTo" or "IsInstanceOfType" or "IsSubclassOf" or "get_TypeHandle" or "get_IsValueType" or "get_IsEnum" or "get_IsClass"
        or "get_IsInterface" or "get_IsGenericType" or "GetCustomAttributes" or "IsDefined" or "get_GUID" or "GetCustomAttribute";

    public static bool IsSerializer(ExternalType type) => Array.Exists(Serializers, space => IsIn(type.Namespace, space));

    /// <summary>Takes methods as handlers of requests and looks at their signatures.</summary>
    public static bool TakesHandlers(ExternalType type) =>
        IsIn(type.Namespace, "Microsoft.AspNetCore") || IsIn(type.Namespace, "Microsoft.Extensions.AI") || IsIn(type.Namespace, "ModelContextProtocol") || IsIn(type.Namespace, "Microsoft.SemanticKernel");

    public static bool ListsTypes(ExternalType type, string name) =>
        type is { Namespace: "System.Reflection", Name: "Assembly" or "Module" } && name is "GetTypes" or "GetExportedTypes" or "get_DefinedTypes" or "get_ExportedTypes";

    /// <summary>A library that is given an assembly, or whose method says that it looks through one.</summary>
    public static bool ScansAssemblies(ExternalType type, MemberTarget target) =>
        !Conventions.IsOfThePlatform(type)
        && (target.Name.Contains("Assembl", StringComparison.Ordinal)
            || (target.Signature?.ParameterTypes.Any(parameter => parameter.All().Any(node => node.External is { Namespace: "System.Reflection", Name: "Assembly" })) ?? false));

    private static bool IsReflection(ExternalType type) =>
        type is { Namespace: "System", Name: "Type" } or { Namespace: "System.Reflection", Name: "RuntimeReflectionExtensions" or "TypeInfo" or "TypeExtensions" or "IReflect" };

    private static bool IsIn(string name, string space) =>
        name.StartsWith(space, StringComparison.Ordinal) && (name.Length == space.Length || name[space.Length] == '.');
}
