/** The types with additional parameters, in the order in which xnat.xsd declares their elements: that of the columns of xnat:addField. */
export const parameterOwners: readonly string[] = [
  'xnat:mrScanData', 'xnat:reconstructedImageData', 'xnat:petScanData', 'xnat:imageAssessorData', 'xnat:ctScanData',
  'xnat:crScanData', 'xnat:dxScanData', 'xnat:mgScanData', 'xnat:ioScanData', 'xnat:usScanData', 'xnat:ecgScanData',
  'xnat:hdScanData', 'xnat:epsScanData', 'xnat:xaScanData', 'xnat:rfScanData', 'xnat:xa3DScanData',
  'xnat:dx3DCraniofacialScanData', 'xnat:nmScanData', 'xnat:srScanData', 'xnat:rgScanData', 'xnat:esScanData',
  'xnat:esvScanData', 'xnat:gmScanData', 'xnat:gmvScanData', 'xnat:smScanData', 'xnat:xcScanData', 'xnat:xcvScanData',
  'xnat:opScanData', 'xnat:optScanData', 'xnat:rtImageScanData', 'xnat:scScanData', 'xnat:segScanData', 'xnat:mrsScanData',
  'xnat:voiceAudioScanData', 'xnat:otherDicomScanData', 'xnat:megScanData', 'xnat:eegScanData'
]
