namespace Penstock.Simulator.Hosting;

/// <summary>Leaves a request so that Kestrel sends what was written, then closes without ending the answer.</summary>
/// <remarks>
/// Aborting the connection instead would throw away written bytes that the socket has not taken yet, and then the
/// number of tokens that arrive would be chance.
/// </remarks>
internal sealed class AnswerCutException() : Exception("A scripted fault cuts this answer.");
