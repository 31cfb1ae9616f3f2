namespace System.Runtime.CompilerServices;

/// <summary>Lets an assembly use internal members of another. The runtime knows this attribute by its name; no library declares it.</summary>
/// <param name="assemblyName">The other assembly.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName => assemblyName;
}
