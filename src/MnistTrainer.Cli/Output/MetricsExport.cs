using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace MnistTrainer.Cli.Output;

/// <summary>
/// Sends a server's metrics to an OpenTelemetry collector, if the standard environment variable names one. The exporter itself reads the other
/// standard variables: protocol, headers, interval, the name of the service.
/// </summary>
internal static class MetricsExport
{
    /// <summary>The environment variable with the collector's address.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Of this library and of ASP.NET Core.
    private static readonly string[] Meters =
    [
        WebServer.MeterName,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
    ];

    /// <summary>Starts sending; null if no collector is named.</summary>
    /// <returns>What ends it, after sending the last values.</returns>
    /// <exception cref="InvalidInputException">The variable is not an address.</exception>
    public static IDisposable? StartIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
            return null;
        // The exporter would send to this machine instead, without a word.
        bool isAddress =
            Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
        return isAddress
            ? Start()
            : throw new InvalidInputException(
                Variable,
                "the address of an OpenTelemetry collector, such as http://localhost:4317",
                $"\"{text}\"",
                "Correct the environment variable, or remove it"
            );
    }

    // The exporter is not loaded before it is used: hence a method of its own, which returns no type of it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Performance", "CA1859", Justification = "The caller would load the type.")]
    private static IDisposable Start() =>
        Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService("mnist").AddEnvironmentVariableDetector())
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build();
}
