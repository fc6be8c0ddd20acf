namespace Provenance.Engine.Evidence.Ship;

/// <summary>What a compile record says about the assembly it describes.</summary>
/// <param name="FileName">Name with extension, without folders.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits over the file as compiled.</param>
public sealed record CompiledAssembly(string FileName, Guid Mvid, string Sha256);

/// <summary>A file that publish puts out or bundles.</summary>
/// <param name="FullPath">What is opened.</param>
/// <param name="RelativePath">Its place in the output, with <c>/</c>; what the record says.</param>
public sealed record PublishedFile(string FullPath, string RelativePath);

/// <summary>How the output was made, as the build's properties say.</summary>
/// <param name="Executable">The single-file or native executable; null when the output is not one.</param>
public sealed record PublishFacts(bool IsSingleFile = false, bool IsTrimmed = false, bool IsNativeAot = false, PublishedFile? Executable = null);
