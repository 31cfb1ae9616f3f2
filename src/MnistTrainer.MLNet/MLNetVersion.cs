using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.ML;

namespace MnistTrainer.MLNet;

/// <summary>
/// The version of ML.NET at run time. Internal members may change in any of them, and the runtime looks for one only when it is used: with another version than the one
/// compiled against, all are looked for before the first.
/// </summary>
internal static class MLNetVersion
{
    private const string Supported = "5.0.1";

    private static readonly Lazy<Exception?> Missing = new(() => Found.Split('+', '-')[0] == Supported ? null : FindMissing());

    private static string Found =>
        typeof(ITransformer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Ensures that this version of ML.NET has everything that this assembly uses.</summary>
    /// <exception cref="NotSupportedException">It does not; the message has both versions and what is missing.</exception>
    public static void Check()
    {
        if (Missing.Value is Exception missing)
            throw new NotSupportedException(
                $"MnistTrainer.MLNet requires Microsoft.ML {Supported}. The version found, {Found}, differs: {missing.Message} Reference "
                    + $"Microsoft.ML {Supported}.",
                missing
            );
    }

    /// <summary>Uses ML.NET once its version is checked: the runtime looks for what a method uses before the method begins.</summary>
    /// <exception cref="NotSupportedException">As <see cref="Check"/>.</exception>
    public static T Checked<T>(Func<T> use)
    {
        Check();
        return use();
    }

    /// <summary>Looks for every type and member that this assembly refers to.</summary>
    /// <returns>The first error, or null.</returns>
    internal static Exception? FindMissing()
    {
        Module module = typeof(MLNetVersion).Module;
        try
        {
            // A type of ours that does not implement what an interface asks for.
            module.GetTypes();
            MetadataReader metadata = Metadata(module.Assembly);
            foreach (TypeReferenceHandle type in metadata.TypeReferences)
                module.ResolveType(MetadataTokens.GetToken(type));
            foreach (MemberReferenceHandle member in metadata.MemberReferences)
                Resolve(module, metadata, member);
            return null;
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.LoaderExceptions.FirstOrDefault(one => one is not null) ?? e;
        }
        catch (Exception e) when (e is MissingMemberException or TypeLoadException)
        {
            return e;
        }
    }

    private static void Resolve(Module module, MetadataReader metadata, MemberReferenceHandle member)
    {
        try
        {
            module.ResolveMember(MetadataTokens.GetToken(member));
        }
        // What reflection throws for a field that is not there.
        catch (ArgumentOutOfRangeException)
        {
            throw new MissingFieldException($"Field not found: '{metadata.GetString(metadata.GetMemberReference(member).Name)}'.");
        }
        catch (ArgumentException)
        {
            // A member of a type whose arguments are those of the code around it. There are none of ML.NET's internal ones.
        }
    }

    private static unsafe MetadataReader Metadata(Assembly assembly) =>
        assembly.TryGetRawMetadata(out byte* start, out int length)
            ? new MetadataReader(start, length)
            : throw new InvalidOperationException("The runtime keeps no metadata of this assembly.");
}
