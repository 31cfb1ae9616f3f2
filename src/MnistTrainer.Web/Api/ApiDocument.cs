using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace MnistTrainer.Web;

/// <summary><c>/openapi.json</c>: the description of the API, made for the first request and kept.</summary>
internal static class ApiDocument
{
    /// <summary>The name of the document among ASP.NET Core's services.</summary>
    public const string Name = "v1";

    public static void Map(WebApplication application)
    {
        // No request decides how long it takes, or cancels it for others.
        Lazy<Task<byte[]>> document = new(() => MakeAsync(application.Services));
        application
            .MapRead(
                "/openapi.json",
                async () => Results.Bytes(await document.Value.ConfigureAwait(false), "application/json; charset=utf-8")
            )
            .ExcludeFromDescription();
    }

    private static async Task<byte[]> MakeAsync(IServiceProvider services)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        OpenApiDocument document = await scope
            .ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name)
            .GetOpenApiDocumentAsync()
            .ConfigureAwait(false);
        // The address is the one that the document was read from.
        document.Servers = null;
        using MemoryStream stream = new();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1).ConfigureAwait(false);
        return stream.ToArray();
    }
}
