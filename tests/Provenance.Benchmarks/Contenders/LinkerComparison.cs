using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Provenance.Benchmarks.Printing;
using Provenance.Engine.Evidence.Reach;

namespace Provenance.Benchmarks.Contenders;

/// <summary>Holds what the walk calls unreachable to what ILLink removed, member by member.</summary>
internal static class LinkerComparison
{
    /// <param name="linkedFolder">Null: only our own counts.</param>
    public static void Write(TextWriter output, ImmutableArray<ReachImage> images, ReachResult result, ReachTrace trace, string? linkedFolder)
    {
        var table = new TextTable("assembly", "members", "unreached", "removed by ILLink", "both", "only ours", "only ILLink's");
        var lists = new List<string>();
        var removals = new List<(ReachMember Member, string Line)>();
        var groups = new SortedDictionary<ReachRule, int>();
        for (var i = 0; i < images.Length && i < result.Assemblies.Length; i++)
        {
            var reached = result.Assemblies[i];
            var members = Members(images[i].Image);
            var dead = members.Where(member => !reached.IsReached(member.Handle)).Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
            if (linkedFolder is null)
            {
                table.Add(reached.Name, Quantity.Count(members.Count), Quantity.Count(dead.Count), "", "", "", "");
                lists.AddRange(dead.Order(StringComparer.Ordinal).Select(id => $"unreached {reached.Name} {id}"));
                continue;
            }

            var file = Path.Combine(linkedFolder, reached.Name + ".dll");
            var kept = File.Exists(file) ? Members([.. File.ReadAllBytes(file)], isLinked: true).Select(member => member.Id).ToHashSet(StringComparer.Ordinal) : [];
            var constructed = kept.Where(id => id.Contains("..ctor`", StringComparison.Ordinal)).Select(id => id[2..id.IndexOf("..ctor`", StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal);
            var constructible = members.Where(member => member.Id.Contains("..ctor`", StringComparison.Ordinal)).Select(member => member.Id[2..member.Id.IndexOf("..ctor`", StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal);
            var removed = members.Select(member => member.Id).Where(id => !kept.Contains(id)).ToHashSet(StringComparer.Ordinal);
            table.Add(
                reached.Name, Quantity.Count(members.Count), Quantity.Count(dead.Count), Quantity.Count(removed.Count),
                Quantity.Count(dead.Intersect(removed).Count()), Quantity.Count(dead.Except(removed).Count()), Quantity.Count(removed.Except(dead).Count()));
            lists.AddRange(dead.Except(removed).Order(StringComparer.Ordinal).Select(id => $"kept by ILLink, unreached here: {reached.Name} {id}{Reason(id, constructible, constructed)}"));
            removals.AddRange(members.Where(member => removed.Contains(member.Id)).OrderBy(member => member.Id, StringComparer.Ordinal)
                .Select(member => (new ReachMember(reached.Mvid, member.Handle), dead.Contains(member.Id) ? "" : $"removed by ILLink, reached here: {reached.Name} {member.Id}")));
        }

        var gone = removals.Select(removal => removal.Member).ToHashSet();
        foreach (var (member, line) in removals.Where(removal => removal.Line.Length > 0))
        {
            var rule = RuleOf(member, gone, trace);
            groups[rule] = groups.GetValueOrDefault(rule) + 1;
            lists.Add($"{line} ({Words(rule)})");
        }

        table.Write(output);
        foreach (var (rule, count) in groups)
        {
            output.WriteLine($"{Quantity.Count(count)} only here: {Words(rule)}");
        }

        lists.ForEach(output.WriteLine);
    }

    /// <summary>The linker keeps implementations of interfaces that it also leaves no constructor to make an object for.</summary>
    private static string Reason(string id, HashSet<string> constructible, HashSet<string> constructed)
    {
        if (id.EndsWith(" <Module>", StringComparison.Ordinal))
        {
            return " (every module has it)";
        }

        var outermost = constructible.Where(type => id.AsSpan(2).StartsWith(type) && id.Length > type.Length + 2 && id[type.Length + 2] is '.' or '+').MinBy(type => type.Length);
        return outermost is not null && !constructed.Contains(outermost) ? " (no object can exist: every constructor was removed)" : "";
    }

    /// <summary>Led back, cause by cause, to the last one that the linker removed too: the rule by which the walk went on where the linker did not.</summary>
    private static ReachRule RuleOf(ReachMember member, HashSet<ReachMember> gone, ReachTrace trace)
    {
        var seen = new HashSet<ReachMember>();
        for (var at = member; trace.Of(at) is { } step; at = step.From!.Value)
        {
            if (step.From is not { } from || !gone.Contains(from) || !seen.Add(from))
            {
                return step.From is null && step.Rule == ReachRule.Use ? ReachRule.Root : step.Rule;
            }
        }

        return ReachRule.Root;
    }

    private static string Words(ReachRule rule) => rule switch
    {
        ReachRule.Kept => "code holds the type by reflection: an object made beside a serialiser, a type handed on, typeof in an attribute, a handler",
        ReachRule.Data => "data of what code holds by reflection, all the way down",
        ReachRule.LibrarySlot => "overrides or implements a slot of a library in a type that exists",
        ReachRule.Use => "named by a body or signature that the linker rewrote",
        ReachRule.StaticConstructor => "static constructor of a used type",
        ReachRule.Interface => "interface of a used type",
        _ => "a root",
    };

    /// <summary>Types, methods and fields by a name that survives linking; constants are left out, as no IL mentions them.</summary>
    /// <param name="isLinked">Leaves out methods that the linker emptied: what only had to stay for the type to load throws when it is called.</param>
    private static List<(string Id, EntityHandle Handle)> Members(ImmutableArray<byte> image, bool isLinked = false)
    {
        using var pe = new PEReader(image);
        var metadata = pe.GetMetadataReader();
        var members = new List<(string, EntityHandle)>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var name = NameOf(metadata, handle);
            members.Add(("T " + name, handle));
            foreach (var field in type.GetFields())
            {
                var definition = metadata.GetFieldDefinition(field);
                if (!definition.Attributes.HasFlag(System.Reflection.FieldAttributes.Literal))
                {
                    members.Add(("F " + name + "." + metadata.GetString(definition.Name), field));
                }
            }

            foreach (var method in type.GetMethods())
            {
                var definition = metadata.GetMethodDefinition(method);
                if (isLinked && definition.RelativeVirtualAddress != 0 && pe.GetMethodBody(definition.RelativeVirtualAddress).GetILBytes() is [(byte)ILOpCode.Ldnull, (byte)ILOpCode.Throw])
                {
                    continue;
                }

                var signature = definition.DecodeSignature(new TypeTexts(), null);
                members.Add((string.Create(CultureInfo.InvariantCulture, $"M {name}.{metadata.GetString(definition.Name)}`{signature.GenericParameterCount}({string.Join(',', signature.ParameterTypes)}){signature.ReturnType}"), method));
            }
        }

        return members;
    }

    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? NameOf(metadata, outer) + "+" + name
            : type.Namespace.IsNil ? name : metadata.GetString(type.Namespace) + "." + name;
    }

    private sealed class TypeTexts : ISignatureTypeProvider<string, object?>
    {
        public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[,]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "fn";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType + "<" + string.Join(',', typeArguments) + ">";

        public string GetGenericMethodParameter(object? genericContext, int index) => "!!" + index.ToString(CultureInfo.InvariantCulture);

        public string GetGenericTypeParameter(object? genericContext, int index) => "!" + index.ToString(CultureInfo.InvariantCulture);

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => NameOf(reader, handle);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeReference(handle).Name);

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }
}
