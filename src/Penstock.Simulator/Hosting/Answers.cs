namespace Penstock.Simulator.Hosting;

/// <summary>What every answer has in its head.</summary>
internal static class Answers
{
    public static void Prepare(HttpResponse response, string requestId, string contentType, long? length)
    {
        response.ContentType = contentType;
        response.ContentLength = length;
        response.Headers["x-request-id"] = requestId;
        response.Headers["request-id"] = requestId;
    }
}
