using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// The only place that accesses non-public members of ML.NET, by reflection. Without them, code outside ML.NET can neither write to its model files, nor read
/// them back, nor log.
/// </summary>
internal static class MLNetInternals
{
    private const string SupportedVersions = "5.0.1";
    private const string LoaderName = "MnistTrainerNetwork";

    // The current format of our part of the model stream. NetworkFile has its own version.
    private const uint CurrentFormat = 0x00010002;

    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly ConditionalWeakTable<ComponentCatalog, object> Registered = [];

    private static Assembly Core => typeof(ITransformer).Assembly;

    /// <summary>The environment behind a catalog, such as <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
    public static IHostEnvironment EnvironmentOf(TrainCatalogBase.CatalogInstantiatorBase catalog) =>
        (IHostEnvironment)
            Method(Type(typeof(MLContext).Assembly, "Microsoft.ML.Data.CatalogUtils"), "GetEnvironment").Invoke(null, [catalog])!;

    /// <summary>The seed of an environment, or null.</summary>
    public static int? SeedOf(IHostEnvironment environment) =>
        (int?)
            Require(Type(Core, "Microsoft.ML.Runtime.IHostEnvironmentInternal").GetProperty("Seed"), environment.GetType(), "Seed")
                .GetValue(environment);

    /// <summary>Whether the context of an environment was cancelled (<c>CancelExecution</c>).</summary>
    public static bool IsCanceled(IHostEnvironment environment) =>
        (bool)
            Require(Type(Core, "Microsoft.ML.Runtime.ICancelable").GetProperty("IsCanceled"), environment.GetType(), "IsCanceled")
                .GetValue(environment)!;

    /// <summary>Writes the stream of a model: the header of ML.NET, then the content.</summary>
    /// <param name="context">The destination.</param>
    /// <param name="format">The format of the content, at most the current one.</param>
    /// <param name="write">Writes the content.</param>
    public static void Save(ModelSaveContext context, uint format, Action<BinaryWriter> write)
    {
        object version = Constructor(Type(Core, "Microsoft.ML.VersionInfo"), 7)
            .Invoke(["NNETWORK", format, format, 0x00010001u, typeof(MLNetInternals).Assembly.GetName().Name, LoaderName, null]);
        Method(typeof(ModelSaveContext), "CheckAtModel").Invoke(context, null);
        Method(typeof(ModelSaveContext), "SetVersionInfo").Invoke(context, [version]);
        write((BinaryWriter)Field(typeof(ModelSaveContext), "Writer").GetValue(context)!);
    }

    /// <summary>Registers the loader of saved networks in a catalog. Has no effect if it is registered already.</summary>
    public static void RegisterLoader(ComponentCatalog catalog)
    {
        lock (Registered)
        {
            if (Registered.TryGetValue(catalog, out _))
                return;
            Type attributeType = Type(Core, "Microsoft.ML.LoadableClassAttribute");
            Type[] parameters = [typeof(Type), typeof(Type), typeof(Type), typeof(Type), typeof(string), typeof(string[])];
            Type signature = Type(Core, "Microsoft.ML.SignatureLoadModel");
            object attribute = Require(attributeType.GetConstructor(parameters), attributeType, ".ctor")
                .Invoke([typeof(ITransformer), typeof(MLNetInternals), null, signature, LoaderName, new[] { LoaderName }]);
            object loader = Constructor(Type(Core, "Microsoft.ML.Runtime.ComponentCatalog+LoadableClassInfo"), 5)
                .Invoke([attribute, null, null, Method(typeof(MLNetInternals), nameof(Create)), false]);
            Method(typeof(ComponentCatalog), "AddClass").Invoke(catalog, [loader, new[] { LoaderName }, true]);
            Registered.Add(catalog, LoaderName);
        }
    }

    /// <summary>Ensures that a member of ML.NET exists.</summary>
    /// <exception cref="NotSupportedException">It does not.</exception>
    internal static T Require<T>(T? member, Type? type, string name)
        where T : class =>
        member
        ?? throw new NotSupportedException(
            $"MnistTrainer.MLNet requires Microsoft.ML {SupportedVersions}. The version found, {VersionFound}, has no member "
                + $"'{(type is null ? "" : type.FullName + ".")}{name}'. Reference Microsoft.ML {SupportedVersions}."
        );

    private static string VersionFound =>
        Core.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? Core.GetName().Version?.ToString()
        ?? "unknown";

    // Called by ML.NET with a ModelLoadContext positioned after the header.
    private static NeuralNetworkTransformer Create(object context)
    {
        object header = Field(context.GetType(), "Header").GetValue(context)!;
        uint format = (uint)Field(header.GetType(), "ModelVerReadable").GetValue(header)!;
        if (format > CurrentFormat)
        {
            throw new InvalidInputException(
                "the network in the model",
                $"format {CurrentFormat:x} or older",
                $"{format:x}",
                "Load it with the version of MnistTrainer.MLNet that saved it, or a newer one"
            );
        }

        return NeuralNetworkTransformer.Load((BinaryReader)Field(context.GetType(), "Reader").GetValue(context)!);
    }

    private static Type Type(Assembly assembly, string name) => Require(assembly.GetType(name), null, name);

    private static MethodInfo Method(Type type, string name) => Require(type.GetMethod(name, Any), type, name);

    private static FieldInfo Field(Type type, string name) => Require(type.GetField(name, Any), type, name);

    private static ConstructorInfo Constructor(Type type, int parameters) =>
        Require(type.GetConstructors(Any).FirstOrDefault(constructor => constructor.GetParameters().Length == parameters), type, ".ctor");
}
