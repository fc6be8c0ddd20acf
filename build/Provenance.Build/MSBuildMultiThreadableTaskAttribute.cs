namespace Microsoft.Build.Framework;

/// <summary>Says that a task may run beside others in one process: it takes absolute paths and touches neither current directory nor environment.</summary>
/// <remarks>MSBuild looks for this full name, so that a task can carry its own copy and still load under versions that have none.</remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
