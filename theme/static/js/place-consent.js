// Where this phone is, only when a person has just asked to add it.
import { t } from "./i18n.js"

const OPTIONS = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 }

/** {lat, lon, accuracy in metres}; throws with words for a person. */
export const placeNow = () =>
  new Promise((resolve, reject) => {
    const found = ({ coords: { latitude: lat, longitude: lon, accuracy } }) =>
      resolve({ lat, lon, accuracy: Math.round(accuracy) })
    const failed = ({ code }) =>
      reject(
        new Error(
          code === 1
            ? t("The place was not added: this phone does not allow it.")
            : t("The place could not be found. The report goes without it."),
        ),
      )
    if (!navigator.geolocation) failed({ code: 2 })
    else navigator.geolocation.getCurrentPosition(found, failed, OPTIONS)
  })
