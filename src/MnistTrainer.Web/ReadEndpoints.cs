using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MnistTrainer.Web;

/// <summary>Maps endpoints that change nothing: they answer HEAD wherever they answer GET.</summary>
internal static class ReadEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps an endpoint.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="pattern">The pattern of the path.</param>
    /// <param name="handler">Answers; the server omits the body of an answer to HEAD.</param>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, Methods, handler);

    /// <summary>Maps an endpoint that takes the request as it is: no code is generated to read parameters from it, as a server with two hundred files would at each start.</summary>
    /// <param name="routes">The routes.</param>
    /// <param name="pattern">The pattern of the path.</param>
    /// <param name="handler">Answers; the server omits the body of an answer to HEAD.</param>
    public static IEndpointConventionBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, Methods, handler);
}
